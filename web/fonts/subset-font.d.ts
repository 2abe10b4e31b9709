// What the build needs of subset-font, which comes without types.
declare module 'subset-font' {
  /** Cuts a font down to the characters of a text. */
  const subsetFont: (
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'woff2'
      keepFeatures?: readonly string[]
      variationAxes?: Readonly<Record<string, { readonly min: number; readonly max: number }>>
    },
  ) => Promise<Uint8Array>
  export = subsetFont
}
