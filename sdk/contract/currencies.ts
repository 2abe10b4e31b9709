// What may be paid with; by itself, so that pages need not load what is sold to know it.

export const CURRENCIES = ['KRW', 'USD', 'JPY'] as const
