/** Two small files as agencies deliver them: a register with one bad row, and declarations of one of its enterprises. */
import { idNumber, uscc } from '@phecda/etl/demo/identities';

export const codes = { a: uscc('440300', 11), b: uscc('440300', 12), c: uscc('440300', 13) };
const boss = idNumber(3, 3000, 7);

export const registry = [
  '统一社会信用代码,企业名称,注册资本(万元),成立日期,经营状态,法定代表人,法定代表人身份证号',
  `${codes.a},深圳天玑贸易有限公司,100,2019-03-04,存续,王小明,${boss}`,
  `${codes.b},深圳玉衡物流有限公司,250.5,2020-05-06,经营异常,王小明,${boss}`,
  `${codes.c},深圳开阳科技有限公司,80,2021-07-08,存续,,`,
  `91440300BAD,=HYPERLINK("x"),1,2021-07-08,存续,,`,
].join('\r\n');

export const declarations = [
  '报关单号,申报日期,进出口标志,申报地海关代码,境内收发货人编码,境内收发货人,境内收发货人统一社会信用代码,境外收发货人代码,境外收发货人,贸易国(地区),商品编号,净重(千克),人民币总价,原产国(地区),查验结果',
  `530120240000000001,2024-01-10,进口,5301,4403912345,深圳天玑贸易有限公司,${codes.a},XX1,Alpha Trading Ltd,美国,8471300000,10.5,1000.00,美国,查获`,
  `530120240000000002,2024-01-20,进口,5301,4403912345,深圳天玑贸易有限公司,${codes.a},XX1,Alpha Trading Ltd,美国,8471300000,20,3000.00,美国,正常`,
  `530120240000000003,2024-03-05,出口,5303,4403912345,深圳天玑贸易有限公司,${codes.a},XX2,Beta GmbH,德国,8517120000,5,500.50,中国,`,
].join('\n');
