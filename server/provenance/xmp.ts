// The XMP packet of a picture: IPTC's digital source type and what made it, as text that every program of the trade reads.
import { SOURCE_TYPE_BASE, type LabelFacts } from './label-facts.ts'

const BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
const END = '<?xpacket end="w"?>'
const RDF_END = '</rdf:RDF>'

/** A whole packet, for a picture without one. */
export function xmpOf(facts: LabelFacts): string {
  return [
    BEGIN,
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    description(facts),
    RDF_END,
    '</x:xmpmeta>',
    END,
  ].join('\n')
}

/**
 * The packet for a picture that may have one: what a vendor said of its picture stays, and a source type it gave is not replaced.
 * null when the packet it has says all already.
 */
export function xmpBeside(existing: string | null, facts: LabelFacts): string | null {
  if (existing === null) return xmpOf(facts)
  if (sourceTypeIn(existing) !== null) return null
  const at = existing.lastIndexOf(RDF_END)
  if (at < 0) return xmpOf(facts)
  return `${existing.slice(0, at)}${description(facts)}\n${existing.slice(at)}`
}

/** The last part of the digital source type that a packet gives, as in `trainedAlgorithmicMedia`; null when it gives none. */
export function sourceTypeIn(packet: string): string | null {
  const [, attribute, element, resource] =
    /DigitalSourceType\s*(?:=\s*["']([^"']{1,300})["']|>\s*([^<\s]{1,300})\s*<|[^>]{0,200}rdf:resource=["']([^"']{1,300})["'])/.exec(
      packet,
    ) ?? []
  const value = (attribute ?? element ?? resource)?.trim()
  if (!value) return null
  return /([A-Za-z]{1,60})\/?$/.exec(value)?.[1] ?? null
}

function description({ title, engine, engineVersion, model, sourceType, madeAt }: LabelFacts): string {
  const system = model === null ? `Maepsi ${engine}` : `Maepsi ${engine} (${model})`
  const attributes: readonly (readonly [string, string])[] = [
    ['xmlns:Iptc4xmpExt', 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'],
    ['xmlns:xmp', 'http://ns.adobe.com/xap/1.0/'],
    ['xmlns:photoshop', 'http://ns.adobe.com/photoshop/1.0/'],
    ['Iptc4xmpExt:DigitalSourceType', SOURCE_TYPE_BASE + sourceType],
    ...(sourceType === 'compositeWithTrainedAlgorithmicMedia'
      ? ([
          ['Iptc4xmpExt:AISystemUsed', system],
          ['Iptc4xmpExt:AISystemVersionUsed', engineVersion],
        ] as const)
      : []),
    ['xmp:CreatorTool', `${system} ${engineVersion}`],
    ['xmp:CreateDate', madeAt.toISOString()],
    ['photoshop:Headline', title],
  ]
  const text = attributes.map(([name, value]) => `${name}="${escape(value)}"`).join('\n ')
  return `<rdf:Description rdf:about=""\n ${text}/>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`).replace(/\p{Cc}/gu, ' ')
}
