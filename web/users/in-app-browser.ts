// Browsers inside other apps: Google refuses to sign anyone in there, and pop-ups are dropped.

const IN_APP = /KAKAOTALK|NAVER\(|Instagram|FBAN|FBAV|\bLine\/|DaumApps/i

/** Whether the page is shown inside another app, by what the browser calls itself. */
export function isInApp(userAgent: string): boolean {
  return IN_APP.test(userAgent)
}

/** The address that opens this page in the phone's own browser; null where an app offers no way, and copying has to do. */
export function browserAddress(href: string, userAgent: string): string | null {
  if (/KAKAOTALK/i.test(userAgent)) return `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}`
  if (!/Android/i.test(userAgent)) return null
  const { host, pathname, search, protocol } = new URL(href)
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.replace(':', '')};action=android.intent.action.VIEW;end`
}
