import type { FileWish, PickedFile } from './capabilities'

/** Opens the browser's own chooser. Must be called inside a tap. */
export function pickFiles({ accept, from, atMost }: FileWish): Promise<PickedFile[]> {
  return new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = from === 'camera' ? 'image/*' : accept.join(',')
    input.multiple = from === 'album' && atMost > 1
    if (from === 'camera') input.setAttribute('capture', 'environment')
    // Safari forgets a chooser whose input is not in the document.
    input.style.display = 'none'
    document.body.appendChild(input)
    const finish = () => {
      resolve(Array.from(input.files ?? []).map(toPicked))
      input.remove()
    }
    input.addEventListener('change', finish)
    input.addEventListener('cancel', finish)
    input.click()
  })
}

function toPicked(file: File): PickedFile {
  return { name: file.name, mime: file.type, sizeBytes: file.size, content: { is: 'blob', blob: file } }
}
