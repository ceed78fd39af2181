/** The strip over the canvas: how to select, lay out, group, take back and look. */
import {
  AimOutlined,
  AppstoreOutlined,
  BorderOutlined,
  BranchesOutlined,
  CompressOutlined,
  DotChartOutlined,
  DownloadOutlined,
  DragOutlined,
  GroupOutlined,
  MoreOutlined,
  PartitionOutlined,
  PushpinOutlined,
  RedoOutlined,
  SaveOutlined,
  SelectOutlined,
  ShareAltOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button, Divider, Dropdown, Tooltip, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showKeys } from '../../app/commands.ts';
import { useStore } from '../../app/store.ts';
import type { Look } from '../../network/core/look.ts';
import { scoreNames } from '../../network/scores/scores.ts';
import { useNetwork } from './network-context.ts';
import type { Action } from './use-actions.ts';

/** What a part of the look can follow, first what it is by default. */
const choices: { readonly [Part in 'size' | 'colour' | 'ring']: readonly Look[Part][] } = {
  size: [...scoreNames, 'same'],
  colour: [null, ...scoreNames],
  ring: [null, ...scoreNames],
};
const parts = ['size', 'colour', 'ring'] as const;

export function ToolStrip({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('network');
  const network = useNetwork();
  const tool = useStore(network.tool);
  const look = useStore(network.look);
  const byId = new Map(actions.map((action) => [action.id.replace('network.', ''), action]));
  const button = (id: string, icon: ReactNode, pressed = false) => {
    const action = byId.get(id);
    if (!action) return null;
    const keys = action.keys ? showKeys(action.keys.split(' ')[0]!) : '';
    return (
      <Tooltip key={id} title={`${action.title}  ${keys}`} placement="bottom">
        <Button
          type={pressed ? 'primary' : 'text'}
          icon={icon}
          aria-label={action.title}
          aria-pressed={pressed}
          disabled={action.enabled === false}
          onClick={action.run}
          data-testid={`tool-${id}`}
        />
      </Tooltip>
    );
  };
  const items = (ids: readonly string[]): NonNullable<MenuProps['items']> =>
    ids.flatMap((id) => {
      const action = byId.get(id);
      if (!action) return [];
      return [
        {
          key: id,
          label: action.title,
          disabled: action.enabled === false,
          onClick: () => action.run(),
          extra: action.keys ? showKeys(action.keys.split(' ')[0]!) : undefined,
        },
      ];
    });
  const menu = (
    label: string,
    icon: ReactNode,
    list: NonNullable<MenuProps['items']>,
    testId: string,
  ) => (
    <Dropdown key={label} trigger={['click']} autoFocus menu={{ items: list }}>
      <Tooltip title={label} placement="bottom">
        <Button type="text" icon={icon} aria-label={label} data-testid={testId} />
      </Tooltip>
    </Dropdown>
  );
  return (
    <div className="tool-strip" role="toolbar" aria-label={t('tools')}>
      <Tooltip title={t('actions.select')} placement="bottom">
        <Button
          type={tool === 'select' ? 'primary' : 'text'}
          aria-pressed={tool === 'select'}
          icon={<DragOutlined />}
          aria-label={t('actions.select')}
          onClick={() => network.tool.set('select')}
        />
      </Tooltip>
      {button('box', <BorderOutlined />, tool === 'box')}
      {button('lasso', <SelectOutlined />, tool === 'lasso')}
      <Divider orientation="vertical" />
      {button('expand', <PartitionOutlined />)}
      {button('path', <BranchesOutlined />)}
      {byId.has('pin')
        ? button('pin', <PushpinOutlined />)
        : button('unpin', <PushpinOutlined />, true)}
      <Divider orientation="vertical" />
      {menu(
        t('menus.layout'),
        <DotChartOutlined />,
        items(['layout', 'layoutCommunities', 'layoutLayered', 'layoutRadial']),
        'menu-layout',
      )}
      {menu(
        t('menus.group'),
        <GroupOutlined />,
        items(['group', 'groupByType', 'groupByCommunity', 'toggleGroups', 'ungroup']),
        'menu-group',
      )}
      {menu(
        t('menus.look'),
        <AimOutlined />,
        parts.map((part) => ({
          key: part,
          label: t(`look.${part}`),
          children: choices[part].map((name) => ({
            key: `${part}.${name ?? part}`,
            label: t(`scores.${name ?? part}`),
            disabled: look[part] === name,
            onClick: () => network.look.set((before) => ({ ...before, [part]: name })),
          })),
        })),
        'menu-look',
      )}
      {byId.has('backbone')
        ? button('backbone', <ShareAltOutlined />)
        : button('allRelations', <ShareAltOutlined />, true)}
      <Divider orientation="vertical" />
      {button('undo', <UndoOutlined />)}
      {button('redo', <RedoOutlined />)}
      {button('fit', <CompressOutlined />)}
      {button('table', <AppstoreOutlined />)}
      <Divider orientation="vertical" />
      {button('save', <SaveOutlined />)}
      {menu(
        t('menus.export'),
        <DownloadOutlined />,
        items(['export.png', 'export.svg', 'export.csv', 'export.graphml', 'export.gexf']),
        'menu-export',
      )}
      {menu(
        t('menus.more'),
        <MoreOutlined />,
        items([
          'selectAll',
          'invert',
          'showAll',
          'hideOthers',
          'fitSelection',
          'copyLink',
          'clear',
          'useWebgl',
          'useCanvas',
        ]),
        'menu-more',
      )}
    </div>
  );
}
