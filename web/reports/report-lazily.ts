// Reporting a bad result, with its words, loaded when it is needed: few looks are ever reported.
import { needTexts } from '#web/i18n.ts'
import { lazy } from 'react'

export const ReportDialog = lazy(async () => {
  const [file] = await Promise.all([import('./report-dialog.tsx'), needTexts('reports')])
  return { default: file.ReportDialog }
})

export const ReportLink = lazy(async () => {
  const [file] = await Promise.all([import('./report-link.tsx'), needTexts('reports')])
  return { default: file.ReportLink }
})
