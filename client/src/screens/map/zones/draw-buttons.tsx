/** Begins to draw a polygon, a circle or a corridor. */
import { BorderOutlined, RadiusSettingOutlined, RiseOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { zoneTools } from '../../../map/zones/zone-drawing.ts';
import { useMapScope } from '../map-scope.ts';
import type { Draft } from './use-zones.ts';

const icons = { polygon: BorderOutlined, circle: RadiusSettingOutlined, corridor: RiseOutlined };

export function DrawButtons({ purpose }: { purpose: Draft['purpose'] }) {
  const { t } = useTranslation('map');
  const { draft } = useMapScope();
  return (
    <Space.Compact block>
      {zoneTools.map((tool) => {
        const Icon = icons[tool];
        return (
          <Button
            key={tool}
            size="small"
            style={{ flex: 1 }}
            icon={<Icon />}
            onClick={() => draft.set({ tool, purpose, zone: null, shape: null })}
            data-testid={`draw-${tool}`}
          >
            {t(`zones.tools.${tool}`)}
          </Button>
        );
      })}
    </Space.Compact>
  );
}
