/** An empty place that says what belongs there and offers the next step. */
import { Empty } from 'antd';
import type { ReactNode } from 'react';

export function EmptyHint({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <Empty className="empty-hint" image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {children}
    </Empty>
  );
}
