import { View } from '@tarojs/components'
import type { OverlayProps } from './overlay.types'

/** A layer above the page that lets no touch through. */
export function Overlay({ onDismiss, children }: OverlayProps) {
  return (
    <View className="ui-overlay" catchMove onClick={onDismiss}>
      <View className="ui-overlay__panel" ariaRole="dialog" onClick={event => event.stopPropagation()}>
        {children}
      </View>
    </View>
  )
}
