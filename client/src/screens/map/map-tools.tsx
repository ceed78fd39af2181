/** The strip of tools over the map. */
import {
  AimOutlined,
  CameraOutlined,
  CloseOutlined,
  ColumnWidthOutlined,
  ExpandOutlined,
  LinkOutlined,
  MinusOutlined,
  PlusOutlined,
  WifiOutlined,
} from '@ant-design/icons';
import { Button, Divider, Tooltip } from 'antd';
import type { ComponentType } from 'react';
import { showKeys } from '../../app/commands.ts';
import type { MapAction } from './use-map-actions.ts';

const shown: readonly (readonly [id: string, icon: ComponentType] | null)[] = [
  ['zoomIn', PlusOutlined],
  ['zoomOut', MinusOutlined],
  ['fit', ExpandOutlined],
  null,
  ['live', WifiOutlined],
  ['follow', AimOutlined],
  null,
  ['measure', ColumnWidthOutlined],
  ['picture', CameraOutlined],
  ['link', LinkOutlined],
  ['clear', CloseOutlined],
];

export function MapTools({ actions }: { actions: readonly MapAction[] }) {
  return (
    <div className="map-tools" role="toolbar">
      {shown.map((one, index) => {
        if (!one) return <Divider key={`gap ${index}`} orientation="vertical" />;
        const [id, Icon] = one;
        const action = actions.find((entry) => entry.id === `map-${id}`);
        if (!action) return null;
        const label = action.keys ? `${action.title} (${showKeys(action.keys)})` : action.title;
        return (
          <Tooltip key={id} title={label} placement="bottom">
            <Button
              type={action.pressed ? 'primary' : 'text'}
              size="small"
              icon={<Icon />}
              aria-label={action.title}
              aria-pressed={action.pressed}
              disabled={action.enabled === false}
              onClick={() => action.run()}
              data-testid={action.id}
            />
          </Tooltip>
        );
      })}
    </div>
  );
}
