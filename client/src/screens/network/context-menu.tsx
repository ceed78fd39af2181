/** The same actions as the side panel and Ctrl+K, at the pointer. */
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { showKeys } from '../../app/commands.ts';
import { useStore } from '../../app/store.ts';
import { useNetworkScope, useSelection } from './network-context.ts';
import type { Action, Place } from './use-actions.ts';

export function ContextMenu({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('network');
  const { ui } = useNetworkScope();
  const at = useStore(ui.menu);
  const selection = useSelection();
  const place: Place = selection.nodes.size ? 'node' : selection.edges.size ? 'edge' : 'canvas';
  const shown = actions.filter(
    (action) => action.places.includes(place) && action.enabled !== false,
  );
  const items: NonNullable<MenuProps['items']> = [];
  let section: string | null = null;
  for (const action of shown) {
    if (section !== null && section !== action.section)
      items.push({ type: 'divider', key: `before-${action.section}` });
    section = action.section;
    items.push({
      key: action.id,
      label: action.title,
      extra: action.keys ? showKeys(action.keys.split(' ')[0]!) : undefined,
      onClick: () => action.run(),
    });
  }
  if (!at) return null;
  return (
    <Dropdown
      key={`${at.x} ${at.y}`}
      open
      autoFocus
      trigger={['click']}
      onOpenChange={(open) => {
        if (!open) ui.menu.set(null);
      }}
      menu={{ items, 'aria-label': t('menu'), onClick: () => ui.menu.set(null) }}
    >
      <span className="menu-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
