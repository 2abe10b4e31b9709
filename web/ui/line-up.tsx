// Something shown by its pictures: a line-up, its name, what it holds, and what can be done with it.
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Frame, Frames } from './frames.tsx'

interface LineUpProps {
  readonly name: string
  readonly frames: readonly Frame[]
  /** Large: six frames and the name in display size; else a strip of five. */
  readonly large?: boolean
  readonly blank?: ReactNode
  /** Where the pictures and the name lead. */
  readonly link: LinkProps
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[]
  /** The same facts in one line, for the strip. */
  readonly summary: string
  readonly aside?: ReactNode
  readonly actions?: ReactNode
  readonly testId?: string
}

/** A line-up or strip. The pictures and the name both lead to the thing. */
export function LineUp(props: LineUpProps) {
  const { name, frames, large, blank, link, facts, summary, aside, actions, testId } = props
  const pictures = (
    <Link
      {...link}
      className="no-scrollbar block snap-x snap-proximity overflow-x-auto max-md:-mx-(--margin) max-md:scroll-px-(--margin) max-md:px-(--margin) max-md:focus-visible:-outline-offset-2"
    >
      <span className="sr">{name}</span>
      <Frames frames={frames} places={large ? 6 : 5} large={large} blank={blank} first={large} />
    </Link>
  )
  const title = (
    <h2 className={`display min-w-0 ${large ? 'text-40 max-md:text-30' : 'text-26 max-md:text-22'}`}>
      <Link {...link} className="decoration-1 underline-offset-4 hover:underline">
        {name}
      </Link>
    </h2>
  )
  if (!large)
    return (
      <article data-testid={testId} className="min-w-0">
        {pictures}
        <div className="mt-3 flex items-center justify-between gap-3 max-md:mt-2">
          {title}
          {actions}
        </div>
        <p className="num flex flex-wrap justify-between gap-x-3 text-13 text-ink-3">
          <span>{summary}</span>
          <span className="first-letter:uppercase">{aside}</span>
        </p>
      </article>
    )
  return (
    <article data-testid={testId} className="min-w-0">
      {pictures}
      <div className="grid grid-cols-[minmax(18rem,1.2fr)_auto_1fr_auto] items-center gap-x-10 gap-y-3 pt-5 max-xl:grid-cols-[1fr_auto] max-md:pt-3.5">
        {title}
        <dl className="num flex gap-7 max-xl:order-3 max-xl:col-span-2">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt className="text-12 text-ink-3">{fact.name}</dt>
              <dd className="text-16 font-semibold">{fact.value}</dd>
            </div>
          ))}
        </dl>
        <p className="text-right text-13 text-ink-3 first-letter:uppercase max-xl:hidden">{aside}</p>
        <div className="flex items-center gap-1">{actions}</div>
      </div>
    </article>
  )
}
