// What a newcomer sees when everything runs: addresses, people to play with, and where the rest is.
import { existsSync } from 'node:fs'
import { demoPeople } from './demo-people.mjs'
import { inRoot } from './places.mjs'

export function welcome({ url, desk, folder }) {
  const page = path => new URL(path, desk).href
  const lines = [
    '',
    '通办已启动 · Tongban is running',
    '',
    row('市民端 (H5)', 'Citizens, H5', url),
    row('市民的手机 (短信、时间)', 'Phone: SMS, move time', page('/phone')),
    row('部门工作人员', "Officer's screen", page('/officer')),
    row('故障开关', 'Faults of the outside', page('/faults')),
    ...builds(),
    row('日志', 'Logs', `${folder}/logs`),
    '',
    ...people(),
    'Ctrl-C 停止 · Ctrl-C stops everything',
    '',
  ]
  return lines.join('\n')
}

function builds() {
  const others = [
    ['weapp', '微信小程序', 'WeChat mini-program'],
    ['kiosk', '自助终端', 'Kiosk'],
  ]
  return others
    .filter(([target]) => existsSync(inRoot('dist', target)))
    .map(([target, chinese, english]) => row(chinese, english, `dist/${target}`))
}

function people() {
  return [
    '演示人员 (均为虚构，省级区划 99 从不分配) · Demo people (all fictional)',
    ...demoPeople.map(
      ({ name, mobile, idNumber, facts }) =>
        `  ${pad(name, 18)}${mobile}  ${masked(idNumber)}  ${idNumber}  ${facts}`,
    ),
    '',
  ]
}

const masked = idNumber => `${idNumber.slice(0, 4)}${'*'.repeat(10)}${idNumber.slice(-4)}`
const row = (chinese, english, value) => `  ${pad(chinese, 26)}${pad(english, 24)}${value}`

/** Chinese characters are two columns wide in a terminal. */
function pad(text, columns) {
  const width = [...text].reduce((sum, char) => sum + (char.codePointAt(0) > 0x2e7f ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - width))
}
