// What ended while nobody looked: a count before the page's title and a dot on its icon, until one of the tabs is looked at.

/* oxlint-disable unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin */

const ICON = '/favicon.svg'
const ICON_WITH_NEWS = '/favicon-news.svg'
const COUNT = /^\(\d+\) /

const unseen = new Set<string>()

/** Counts something that has ended, once, if the page is hidden. */
export function countUnseen(id: string): void {
  if (document.visibilityState === 'visible') return
  unseen.add(id)
  show()
}

function show(): void {
  const count = unseen.size > 0 ? `(${unseen.size}) ` : ''
  const title = count + document.title.replace(COUNT, '')
  if (document.title !== title) document.title = title
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  const wanted = unseen.size > 0 ? ICON_WITH_NEWS : ICON
  if (icon && icon.getAttribute('href') !== wanted) icon.href = wanted
}

/** Keeps title and icon by the count, and takes it away once somebody looks here or at another tab. Answers the way to stop. */
export function showUnseen(): () => void {
  const tabs = new BroadcastChannel('maepsi-seen')
  const forget = () => {
    if (unseen.size === 0) return
    unseen.clear()
    show()
  }
  const look = () => {
    if (document.visibilityState !== 'visible') return
    forget()
    tabs.postMessage('seen')
  }
  tabs.addEventListener('message', forget)
  document.addEventListener('visibilitychange', look)
  // A page says its title anew when what it shows has changed.
  const observer = new MutationObserver(() => unseen.size > 0 && show())
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  return () => {
    forget()
    tabs.close()
    document.removeEventListener('visibilitychange', look)
    observer.disconnect()
  }
}
