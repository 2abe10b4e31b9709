// Why a command ends early: a sentence for people and the exit code for programs.

/** 1: it did not work; 2: what was asked for, or a photo, must be changed; 130: stopped by Ctrl-C. */
export type ExitCode = 1 | 2 | 130

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** A signal that Ctrl-C aborts. `release` stops listening; a second Ctrl-C then ends the process as usual. */
export function untilInterrupted(message: string): {
  readonly signal: AbortSignal
  readonly release: () => void
} {
  const control = new AbortController()
  const stop = () => control.abort(new Failure(message, 130))
  process.once('SIGINT', stop)
  return { signal: control.signal, release: () => process.off('SIGINT', stop) }
}
