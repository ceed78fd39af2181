/** Shows that something works, only when it takes longer than 300 ms. */
import { Spin } from 'antd';
import { useEffect, useState } from 'react';

export function Loading({ tip }: { tip?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="fill-centre" role="status" aria-live="polite">
      {late && <Spin description={tip} size="medium" />}
    </div>
  );
}
