// Writes the page at /docs from the OpenAPI document.
import { ERROR_CODES } from '#sdk/contract/errors.ts'
import type { Schema } from './json-schemas.ts'
import type { Described, OpenApi } from './openapi.ts'
import { SENTENCE, STATUS } from './problem.ts'

interface Frame {
  readonly name: string
  readonly url: string
  readonly style: string
}

/** A whole HTML document, without scripts. */
export function renderDocs(api: OpenApi, { name, url, style }: Frame): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = Object.entries(Object.groupBy(operations, ({ operation }) => operation.tags[0] ?? ''))
  const links = groups.map(
    ([tag, members = []]) =>
      `<b>${text(tag)}</b><ul>${members
        .map(
          ({ operation: { operationId } }) => `<li><a href="#${operationId}">${text(operationId)}</a></li>`,
        )
        .join('')}</ul>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(name)}: API</title>
<style>${style}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents">
<b>API ${text(api.info.version)}</b>
<ul><li><a href="#start">Start</a></li><li><a href="#errors">Errors</a></li><li><a href="#shapes">Shapes</a></li></ul>
<div class="operations">${links.join('\n')}</div>
</nav>
<main>
<h1 id="start">${text(name)}: API</h1>
<p>${prose(api.info.description)}</p>
<pre>curl -H "Authorization: Bearer $MAEPSI_KEY" ${text(url)}/v1/users/me</pre>
<p class="soft">As an OpenAPI 3.1 document: <a href="/openapi.json">/openapi.json</a></p>
${groups.map(([tag, members = []]) => `<h2 id="${text(tag)}">${text(tag)}</h2>\n${members.map(renderOperation).join('\n')}`).join('\n')}
<h2 id="errors">Errors</h2>
<div class="scroll"><table>
<thead><tr><th>Code</th><th>Status</th><th>What it means, and what to do</th></tr></thead>
<tbody>
${ERROR_CODES.map((code) => `<tr id="${code}"><td><code>${code}</code></td><td>${STATUS[code]}</td><td>${prose(SENTENCE[code])}</td></tr>`).join('\n')}
</tbody></table></div>
<h2 id="shapes">Shapes</h2>
${Object.entries(api.components.schemas)
  .map(([id, schema]) => `<article id="shape-${id}"><h3>${id}</h3><pre>${shape(schema)}</pre></article>`)
  .join('\n')}
</main>
</div>
</body>
</html>
`
}

function renderOperation({
  path,
  method,
  operation,
}: {
  readonly path: string
  readonly method: string
  readonly operation: Described
}): string {
  const { operationId, summary, parameters, requestBody, responses, security } = operation
  const [status, answer] = Object.entries(responses)[0] ?? ['200', { description: '' }]
  return `<article id="${operationId}">
<h3>${prose(summary)}</h3>
<p class="line"><code><span class="method">${method}</span> ${text(path)}</code><span class="soft">${text(operationId)}${security?.length === 0 ? ', open to anyone' : `, ${text(operation['x-scope'] ?? '')}`}</span></p>
${parameters.length > 0 ? `<h4>Parameters</h4><div class="scroll"><table>${parameters.map(renderParameter).join('')}</table></div>` : ''}
${requestBody ? `<h4>Body</h4><pre>${renderContent(requestBody.content)}</pre>` : ''}
<h4>Answer ${status}</h4><pre>${answer.content ? renderContent(answer.content) : 'nothing'}</pre>
<h4>Errors</h4><p class="errors">${operation['x-errors'].map((code) => `<a href="#${code}"><code>${code}</code></a>`).join(' ')}</p>
</article>`
}

function renderContent(content: Readonly<Record<string, { readonly schema: Schema }>>): string {
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(content)
  if (type === 'application/json') return shape(schema)
  if (type.startsWith('image/')) return `the bytes of one picture: ${text(Object.keys(content).join(', '))}`
  return `${text(type)} of ${shape(schema)}`
}

function renderParameter(parameter: Described['parameters'][number]): string {
  const { name, required, schema } = parameter
  const fallback = schema.default === undefined ? '' : `, ${text(JSON.stringify(schema.default))} if left out`
  return `<tr><td><code>${text(name)}</code></td><td class="soft">${parameter.in}${required ? '' : ', optional'}${fallback}</td><td><code>${shape(schema)}</code></td></tr>`
}

/** A schema as people write types; components are links. */
function shape(schema: Schema, indent = ''): string {
  if (schema.$ref) {
    const id = schema.$ref.replace(/^.*\//, '')
    return `<a href="#shape-${id}">${id}</a>`
  }
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.map((option) => shape(option, indent)).join(' | ')
  if (schema.const !== undefined) return text(JSON.stringify(schema.const))
  if (schema.enum) return schema.enum.map((value) => text(JSON.stringify(value))).join(' | ')
  if (schema.properties) return shapeOfObject(schema, indent)
  if (schema.items) {
    const item = shape(schema.items, indent)
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`
  }
  if (typeof schema.additionalProperties === 'object')
    return `{ [name]: ${shape(schema.additionalProperties, indent)} }`
  const type = [schema.type ?? 'any'].flat().join(' | ')
  const limits = [
    schema.format,
    schema.minLength !== undefined && `at least ${schema.minLength}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `to ${schema.maximum}`,
  ].filter((limit) => typeof limit === 'string')
  return text(type) + (limits.length > 0 ? ` <span class="soft">${text(limits.join(', '))}</span>` : '')
}

function shapeOfObject(schema: Schema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = schema.required?.includes(name) ? '' : '?'
    return `${inner}${text(name)}${optional}: ${shape(property, inner)}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

/** Escapes, and sets what stands in backticks as code. */
function prose(words: string): string {
  return text(words).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function text(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
