import type { Message } from '../sms/send'
import { html, type Html } from './html'
import { shownTime } from './layout'
import type { World } from './world'

const moves = [
  ['60000', '1 分钟'],
  ['3600000', '1 小时'],
  ['86400000', '1 天'],
  ['604800000', '1 周'],
] as const

/** The buttons that move time; afterwards the reader is back at `back`. */
export const moveTime = (back: string): Html =>
  html`<form class="moves" method="post" action="/clock">
    <input type="hidden" name="back" value="${back}" />
    <fieldset>
      <legend>把时间往前拨</legend>
      ${moves.map(([ms, name]) => html`<button name="advanceMs" value="${ms}">+${name}</button>`)}
    </fieldset>
  </form>`

/** Links inside a message can be followed, as on a phone; only http and https. */
const withLinks = (text: string): Html[] =>
  text
    .split(/(https?:\/\/[^\s，。；、）】]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : html`${part}`,
    )

const bubble = (message: Message, isForAll: boolean): Html =>
  html`<li id="sms-${message.bizId}-${message.mobile}">
    <p class="sms-head">
      <strong>${message.signName}</strong>${isForAll && html`<span>发给 ${message.mobile}</span>`}<time
        >${shownTime(message.sentAt)}</time
      >
    </p>
    <p class="sms-text">${withLinks(message.text)}</p>
  </li>`

/** What arrived on the phones of the city, or on one of them. */
export const phone = (world: World, mobile: string): Html => {
  const messages = world.sms.outbox.list({ mobile })
  const numbers = [...new Set(world.sms.outbox.list().map(message => message.mobile))].sort()
  const here = mobile ? `/phone?mobile=${encodeURIComponent(mobile)}` : '/phone'
  return html`${moveTime(here)}
    <form class="pick" method="get" action="/phone">
      <label for="mobile">手机号</label>
      <input
        id="mobile"
        name="mobile"
        inputmode="numeric"
        autocomplete="off"
        list="numbers"
        value="${mobile}"
        placeholder="全部号码"
      />
      <datalist id="numbers">${numbers.map(number => html`<option value="${number}"></option>`)}</datalist>
      <button>查看</button>
      ${mobile && html`<a href="/phone">看全部</a>`}
    </form>
    <section class="handset" aria-label="收到的短信">
      <p class="handset-top">信息${mobile && html` · ${mobile}`}</p>
      <ul id="messages" class="messages" tabindex="0" aria-label="短信列表" data-live>
        ${messages.length === 0 ? html`<li class="empty">还没有短信。</li>` : messages.map(one => bubble(one, !mobile))}
      </ul>
    </section>`
}
