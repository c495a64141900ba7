/**
 * Regular expressions from definition files run on citizens' phones against whatever they type, so each must finish
 * soon whatever the text. Instead of guessing which shapes are dangerous we allow a small grammar in which the number
 * of ways to match can be counted: anchored at both ends, every repetition bounded, no look-around, no back
 * references. `ways × longest match` bounds the steps of a backtracking engine.
 */
interface Cost {
  ways: number
  length: number
}

const MAX_STEPS = 1_000_000
const LONGEST_REPEAT = 1000
const ATOM =
  /^(?:\[(?:[^\]\\[]|\\(?:[dwsDWS]|u[0-9a-fA-F]{4}|[\\\]^[-]))+\]|\\(?:[dwsDWS]|u[0-9a-fA-F]{4}|[\\^$.*+?()[\]{}|/])|[^\\^$.*+?()[\]{}|]|\.)/u
const REPEAT = /^(?:\?|\{(\d{1,4})(?:,(\d{1,4}))?\})/

class Refusal extends Error {}

class Reader {
  private at = 0
  constructor(private readonly source: string) {}

  private get rest(): string {
    return this.source.slice(this.at)
  }

  private take(expression: RegExp): RegExpExecArray | null {
    const found = expression.exec(this.rest)
    if (found) this.at += found[0].length
    return found
  }

  whole(): Cost {
    if (!this.take(/^\^/)) throw new Refusal('应以 ^ 开头')
    const cost = this.sequence(/^\$$/)
    if (!this.take(/^\$$/))
      throw new Refusal(`「${this.rest.slice(0, 12)}」处应结束：末尾写 $，多选一放进 (?:…|…)`)
    return cost
  }

  private sequence(end: RegExp): Cost {
    const cost = { ways: 1, length: 0 }
    while (this.rest !== '' && !end.test(this.rest)) {
      const next = this.repeated(this.atom())
      cost.ways *= next.ways
      cost.length += next.length
    }
    return cost
  }

  private atom(): Cost {
    if (this.take(/^\(\?:/)) return this.group()
    if (this.take(ATOM)) return { ways: 1, length: 1 }
    throw new Refusal(`「${this.rest.slice(0, 12)}」不在允许的写法之内`)
  }

  private group(): Cost {
    const cost = { ways: 0, length: 0 }
    do {
      const branch = this.sequence(/^[|)]/)
      cost.ways += branch.ways
      cost.length = Math.max(cost.length, branch.length)
    } while (this.take(/^\|/))
    if (!this.take(/^\)/)) throw new Refusal('括号没有成对')
    return cost
  }

  private repeated(one: Cost): Cost {
    if (/^[*+]|^\{\d*,\}/.test(this.rest)) throw new Refusal('重复次数要有上限：把 * 和 + 写成 {0,50} 的形式')
    const found = this.take(REPEAT)
    if (!found) return one
    const least = found[1] === undefined ? 0 : Number(found[1])
    const most = found[1] === undefined ? 1 : Number(found[2] ?? found[1])
    if (most > LONGEST_REPEAT) throw new Refusal(`重复不能超过 ${LONGEST_REPEAT} 次`)
    if (least > most) throw new Refusal('重复次数的下限大于上限')
    if (/^[?*+{]/.test(this.rest)) throw new Refusal('一处只能写一个重复次数')
    let ways = 0
    for (let times = least; times <= most; times += 1) ways += one.ways ** times
    return { ways, length: one.length * most }
  }
}

/** Why a pattern may not be used in a definition; undefined when it is safe. */
export const whyPatternRefused = (pattern: string): string | undefined => {
  try {
    new RegExp(pattern, 'u')
    const { ways, length } = new Reader(pattern).whole()
    if (!(ways * Math.max(length, 1) <= MAX_STEPS))
      return '可变的部分太多，最坏情况下匹配过慢：请缩小重复范围'
    return undefined
  } catch (cause) {
    return cause instanceof Refusal ? cause.message : '不是有效的正则表达式'
  }
}
