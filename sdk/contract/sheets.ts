// A contact sheet: the looks of a project in a grid, as a PDF to print. Not an operation: its answer is no JSON.

/** `?filter=all|selected` or `?images=id,id`, and `&language=ko|en|ja`; left out, all looks in the caller's language. */
export const SHEET_PDF_URL = '/v1/projects/:id/sheet'
/** More looks than this make no sheet one would print. */
export const MOST_ON_SHEETS = 400
