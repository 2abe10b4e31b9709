// Copies text, also where browsers keep the clipboard from the page.

/** Copies what a field holds. Browsers keep the clipboard from addresses without https; there the selected text is copied the old way. */
export async function copyText(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement | null,
): Promise<void> {
  if ('clipboard' in navigator) return navigator.clipboard.writeText(text)
  field?.select()
  document.execCommand('copy')
}
