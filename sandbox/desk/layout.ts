import { timeIn } from '../world/clock'
import { html, type Html } from './html'
import type { World } from './world'

const places = [
  ['/', '总览'],
  ['/phone', '手机'],
  ['/officer', '办事员'],
  ['/faults', '故障开关'],
] as const

type Around = { title: string; at: string; world: World; notice?: Notice | undefined }

/** A sentence about what just happened, shown at the top and read out. */
export type Notice = Readonly<{ is: 'done' | 'failed'; text: string }>

const noticeBox = (notice: Notice | undefined): Html =>
  notice
    ? html`<p class="notice notice-${notice.is}" role="${notice.is === 'failed' ? 'alert' : 'status'}">
        ${notice.text}
      </p>`
    : html``

/** The frame of every page: navigation, the sandbox's time, the notice, the page's own content. */
export const layout = ({ title, at, world, notice }: Around, content: Html): Html =>
  html`<html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} · 沙箱</title>
      <link rel="stylesheet" href="/desk.css" />
      <script src="/desk.js" defer></script>
    </head>
    <body>
      <a class="skip" href="#content">跳到正文</a>
      <header class="top">
        <strong class="brand">云汀市沙箱</strong>
        <nav aria-label="主导航">
          <ul>
            ${places.map(
              ([href, name]) =>
                html`<li><a href="${href}" ${at === href ? html`aria-current="page"` : ''}>${name}</a></li>`,
            )}
          </ul>
        </nav>
        <p class="clock">沙箱时间 <time id="clock" data-live>${timeIn(world.clock.nowMs())}</time></p>
      </header>
      <main id="content">
        <h1>${title}</h1>
        ${noticeBox(notice)} ${content}
      </main>
    </body>
  </html>`

/** 'YYYY-MM-DD HH:MM:SS' of an ISO instant, in China. */
export const shownTime = (instant: string): string => timeIn(Date.parse(instant))
