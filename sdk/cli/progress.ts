// Shows how far the work is: a bar on a terminal, plain lines anywhere else.

import type { WriteStream } from 'node:tty'

export interface Progress {
  /** `percent` 0 to 100; `doing` in a few words. */
  readonly show: (percent: number, doing: string) => void
  /** A line that stays. */
  readonly say: (line: string) => void
  /** Takes the bar away. */
  readonly end: () => void
}

const WIDTH = 28

export function openProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  return out.isTTY ? bar(out) : lines(out)
}

function bar(out: WriteStream): Progress {
  let shown = ''
  const clear = () => {
    if (shown) out.write('\r\u001B[K')
  }
  return {
    show(percent, doing) {
      const full = Math.round((percent / 100) * WIDTH)
      clear()
      shown = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.round(percent)).padStart(3)} %  ${doing}`
      out.write(shown.slice(0, Math.max(20, (out.columns ?? 80) - 1)))
    },
    say(line) {
      clear()
      out.write(`${line}\n${shown}`)
    },
    end() {
      clear()
      shown = ''
    },
  }
}

/** One line when something else is being done, not one a percent. */
function lines(out: NodeJS.WritableStream): Progress {
  let last = ''
  return {
    show(percent, doing) {
      if (doing === last) return
      last = doing
      out.write(`${String(Math.round(percent)).padStart(3)} %  ${doing}\n`)
    },
    say: (line) => void out.write(`${line}\n`),
    end() {},
  }
}
