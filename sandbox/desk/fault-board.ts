import { noFaults, switches, type Faults } from '../world/faults'
import { html, type Html } from './html'
import { departmentKeys, serversOf, type AnyServer, type World } from './world'

const words: Record<(typeof switches)[number], string> = {
  http500: '返回 HTTP 500',
  garbage: '返回 HTML 而不是 JSON',
  down: '断开连接',
  duplicateCallback: '重复发送通知',
  holdCallbacks: '扣住通知不发',
  reorderCallbacks: '打乱通知的先后',
}

const callbackSwitches: readonly string[] = ['duplicateCallback', 'holdCallbacks', 'reorderCallbacks']

const serverForm = ({ key, title, faults }: AnyServer, appId: string): Html => {
  const now = faults.get(appId)
  const isDepartment = departmentKeys.some(one => one === key)
  return html`<form class="box" method="post" action="/faults/${key}">
    <fieldset>
      <legend>${title}</legend>
      <input type="hidden" name="appId" value="${appId}" />
      <label
        >变慢（毫秒）<input type="number" name="slowMs" min="0" max="600000" step="1" value="${now.slowMs}"
      /></label>
      ${switches
        .filter(name => isDepartment || !callbackSwitches.includes(name))
        .map(
          name =>
            html`<label class="check">
              <input type="checkbox" name="${name}" ${now[name] ? html`checked` : ''} />${words[name]}
            </label>`,
        )}
      <p class="row">
        <button class="primary" aria-label="保存${title}的开关">保存</button>
        <button name="clear" value="1" aria-label="${title}恢复正常">恢复正常</button>
      </p>
    </fieldset>
  </form>`
}

const modeForm = (world: World, key: (typeof departmentKeys)[number], slug: string, appId: string): Html => {
  const { modes, titleOf } = world.departments[key]
  const isAutomatic = modes.of(slug, appId) === 'auto'
  return html`<li>
    <form class="row" method="post" action="/faults/${key}/mode">
      <input type="hidden" name="appId" value="${appId}" />
      <input type="hidden" name="department" value="${slug}" />
      <span>${titleOf(slug)}：<strong>${isAutomatic ? '自动办理' : '人工办理'}</strong></span>
      <button name="mode" value="${isAutomatic ? 'officer' : 'auto'}">
        ${titleOf(slug)}改为${isAutomatic ? '人工' : '自动'}办理
      </button>
    </form>
  </li>`
}

/** The switches of every server, for everyone or for one application. */
export const faultBoard = (world: World, appId: string): Html => {
  const appIds = [...new Set(serversOf(world).flatMap(server => server.appIds))]
  return html`<form class="pick" method="get" action="/faults">
      <label for="appId">对谁生效</label>
      <select id="appId" name="appId">
        <option value="">全部应用</option>
        ${[...new Set([...appIds, ...(appId ? [appId] : [])])].map(
          id => html`<option value="${id}" ${id === appId ? html`selected` : ''}>${id}</option>`,
        )}
      </select>
      <button>查看</button>
    </form>
    <h2>故障</h2>
    <div class="boxes">${serversOf(world).map(server => serverForm(server, appId))}</div>
    <h2>办理方式</h2>
    <ul class="plain modes">
      ${departmentKeys.flatMap(key =>
        world.departments[key].departments().map(slug => modeForm(world, key, slug, appId)),
      )}
    </ul>`
}

/** The faults a submitted form asks for. */
export const readFaultForm = (form: URLSearchParams): Partial<Faults> | undefined => {
  if (form.has('clear')) return noFaults
  const slowMs = Number(form.get('slowMs') ?? '0')
  if (!Number.isInteger(slowMs) || slowMs < 0 || slowMs > 600_000) return undefined
  return { slowMs, ...Object.fromEntries(switches.map(name => [name, form.has(name)])) }
}
