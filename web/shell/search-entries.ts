// What the search dialog lists: things that were found, and what can be done, each with where it leads.
import type { Found } from '#sdk/contract/search.ts'
import type { Translate } from '#web/i18n.ts'
import type { NavigateOptions } from '@tanstack/react-router'
import { getChoseong } from 'es-hangul'

export interface Entry {
  readonly key: string
  readonly group: string
  readonly label: string
  readonly note?: string
  readonly picture?: string
  readonly to: NavigateOptions
}

/** The found things in the order they are shown. */
export function entriesOf(found: Found, t: Translate): Entry[] {
  return [
    ...found.products.map(({ id, name, projectId, projectName }) => ({
      key: id,
      group: t('search.products'),
      label: name,
      note: projectName,
      to: { to: '/projects/$id/studio', params: { id: projectId }, search: { product: id } } as const,
    })),
    ...found.looks.map((look) => ({
      key: look.id,
      group: t('search.looks'),
      label: `#${look.number} ${look.productName ?? look.projectName}`,
      note: look.projectName,
      picture: look.url,
      to: {
        to: '/projects/$id/looks/$lookId',
        params: { id: look.projectId, lookId: look.id },
      } as const,
    })),
    ...found.projects.map(({ id, name, isShared }) => ({
      key: id,
      group: t('search.projects'),
      label: name,
      ...(isShared && { note: t('search.shared') }),
      to: { to: '/projects/$id/looks', params: { id } } as const,
    })),
    ...found.collections.map(({ id, name }) => ({
      key: id,
      group: t('search.collections'),
      label: name,
      to: { to: '/collections/$id', params: { id } } as const,
    })),
  ]
}

/** The commands whose words hold what is typed, or whose initial consonants do; all of them while nothing is. */
export function commandsFor(text: string, t: Translate): Entry[] {
  const commands = [
    ['make', { to: '/', search: { make: true } }],
    ['home', { to: '/' }],
    ['pick', { to: '/pick' }],
    ['jobs', { to: '/jobs' }],
    ['bulk', { to: '/bulk' }],
    ['models', { to: '/models' }],
    ['trash', { to: '/trash' }],
    ['points', { to: '/account/points' }],
    ['plan', { to: '/account/plan' }],
    ['profile', { to: '/account/profile' }],
    ['notifications', { to: '/account/notifications' }],
    ['apiKeys', { to: '/account/api-keys' }],
    ['webhooks', { to: '/account/webhooks' }],
  ] as const
  const wanted = text.toLowerCase().replaceAll(/\s+/g, '')
  return commands.flatMap(([name, to]) => {
    const label = t(`search.do.${name}`)
    const plain = label.toLowerCase().replaceAll(/\s+/g, '')
    const fits = plain.includes(wanted) || getChoseong(label).replaceAll(/\s+/g, '').includes(wanted)
    return fits ? [{ key: name, group: t('search.commands'), label, to }] : []
  })
}
