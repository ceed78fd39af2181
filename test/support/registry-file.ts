/** A file of as many made-up enterprises registered with customs as wanted: a delivery that adds to what is there. Another number gives others. */
import { customsCode, uscc } from '@phecda/etl/demo/identities';

export const registryMapping = 'customs-registration';

export function registryOf(batch: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const serial = batch * 10_000 + i;
    return `${customsCode('3122', 6, serial)},第${batch}批第${i}号贸易有限公司,${uscc('310000', serial)},2019-03-04,进出口货物收发货人`;
  });
  return ['海关注册编码,企业名称,统一社会信用代码,备案日期,经营类别', ...lines].join('\r\n');
}
