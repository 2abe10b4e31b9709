// Light or dark: as the device says, unless the person chose; the choice is a class on the page, kept on this device.

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORED = 'maepsi.theme'

/** The theme chosen on this device. */
export function getTheme(): Theme {
  const stored = localStorage.getItem(STORED)
  return THEMES.find((theme) => theme === stored) ?? 'system'
}

/** Shows the page in the theme, the chosen one unless another is named, which is then the chosen one. */
export function showTheme(next?: Theme): void {
  if (next) localStorage.setItem(STORED, next)
  const theme = getTheme()
  document.documentElement.classList.remove(...THEMES)
  if (theme !== 'system') document.documentElement.classList.add(theme)
}
