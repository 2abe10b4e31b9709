// Structured logs by pino, with everything secret taken out.
import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

/** Opens the log at the configured level. */
export function openLog(config: Pick<Config, 'logLevel'>): Log {
  return pino({
    level: config.logLevel,
    errorKey: 'error',
    redact: {
      paths: [
        'req.headers.cookie',
        'req.headers.authorization',
        '*.password',
        '*.secret',
        '*.token',
        '*.key',
        'url',
      ],
      censor: '[hidden]',
    },
  })
}
