/** One file the person chose: a Blob in a browser, a path in the mini-program. */
export interface PickedFile {
  name: string
  mime: string
  sizeBytes: number
  content: { is: 'blob'; blob: Blob } | { is: 'path'; path: string }
}

export interface FileWish {
  /** MIME types, e.g. ['image/jpeg', 'image/png', 'application/pdf']. */
  accept: readonly string[]
  /** 'camera' opens the camera where there is one; 'album' lets the person choose from what is stored. */
  from: 'camera' | 'album'
  atMost: number
}

/**
 * What a terminal can do. A screen asks for a capability (`{terminal.pickFiles && …}`), never for a name.
 * What only some terminals have is optional here.
 */
export interface Terminal {
  /** Address of the server this client was loaded from, with a trailing slash; '' where there is none. */
  serverBase: string
  /** Whether the terminal draws its own title bar with a back button (the mini-program does). */
  drawsTitleBar: boolean
  /** Small preferences of this device. Never personal data. Failing storage is treated as empty. */
  remember(key: string, value: string): void
  recall(key: string): string | undefined
  forget(key: string): void
  isOnline(): boolean
  /** Calls back on every change; returns how to stop. */
  onNetwork(listener: (online: boolean) => void): () => void
  /** Calls back when the person turns away (another tab or app, closing, reloading); returns how to stop. */
  onTurnAway(listener: () => void): () => void
  /** Address of a page for a real link, e.g. '#/pages/home/index'; undefined where links do not exist. */
  hrefOf(route: string): string | undefined
  /** Whether the person is looking at exactly this route: a second tap then changes nothing. */
  isAt(route: string): boolean
  setTitle(title: string): void
  /** Resolves to whether the text is now on the clipboard. */
  copyText(text: string): Promise<boolean>
  callPhone(number: string): void
  openUrl?(url: string): void
  /** Where pages travel over the network one by one: calls back when one did not arrive; returns how to stop. */
  onPageMissing?(listener: () => void): () => void
  /** Tries again to open the page that did not arrive; what is on screen stays until it is here. */
  retryPage?(): void
  /** Gives up on the page that did not arrive: the address is again that of the page on screen. */
  keepPage?(): void
  /** Resolves to the chosen files; to none when the person closed the chooser (or never, on old browsers). */
  pickFiles?(wish: FileWish): Promise<PickedFile[]>
}
