/** The files of the demo world: what each agency delivers, in its own shape. */
import { chineseDay, slashDay, writtenDay } from './days.ts';
import { chapterTexts, demoPorts, industries } from './trade.ts';
import type { Cell, TableFormat } from './table-files.ts';
import type { Enterprise, Person, Truck, World } from './world.ts';

import { bom, gb, utf16, utf8, type SourceFile } from './source-file.ts';
import { declarations } from './declaration-files.ts';
import { expressDeclarations } from './express-files.ts';
import { findings } from './finding-files.ts';
import { portFiles } from './port-files.ts';
import { gazetteerFile } from './gazetteer-file.ts';

export function sourceFiles(world: World): SourceFile[] {
  const day = writtenDay(world.lastDay);
  const stamp = day.replaceAll('-', '');
  return [
    ports(day),
    hsCodes(day),
    registry(world, stamp, day),
    gazetteerFile(world, stamp, day),
    customsRegistration(world, stamp, day),
    persons(world, stamp, day),
    shareholdings(world, stamp, day),
    contacts(world, stamp, day),
    vehicles(world, stamp, day),
    vessels(world, stamp, day),
    ...declarations(world),
    ...findings(world, stamp, day),
    ...portFiles(world, stamp, day),
    expressDeclarations(world, stamp, day),
  ];
}

/** The name in this file: mostly the right one, for some enterprises another writing. */
function named(world: World, enterprise: Enterprise, file: number): string {
  const names = world.messy.get(enterprise.no);
  return names === undefined
    ? enterprise.name
    : (names[(enterprise.no + file) % (names.length + 1)] ?? enterprise.name);
}

function ports(day: string): SourceFile {
  return {
    name: '口岸代码.csv',
    mapping: 'ports',
    sourceDate: day,
    format: { ...utf8, encoding: 'utf8-bom' } as TableFormat,
    columns: ['代码', '名称', '类型', '纬度', '经度'],
    rows: () => demoPorts.map((port) => [port.code, port.name, port.kind, port.lat, port.lon]),
    faults: [],
  };
}

function hsCodes(day: string): SourceFile {
  const rows: Cell[][] = Object.entries(chapterTexts).map(([code, text]) => [code, text, '章']);
  const seen = new Set<string>();
  for (const line of industries.flatMap((industry) => industry.lines)) {
    for (const [length, level] of [
      [4, '品目'],
      [6, '子目'],
      [10, '税号'],
    ] as const) {
      const code = line.code.slice(0, length);
      if (seen.has(code)) continue;
      seen.add(code);
      rows.push([code, line.text, level]);
    }
  }
  return {
    name: '商品编码表.csv',
    mapping: 'hs-codes',
    sourceDate: day,
    format: gb,
    columns: ['商品编码', '商品名称', '层级'],
    rows: () => rows,
    faults: [],
  };
}

function registry(world: World, stamp: string, day: string): SourceFile {
  const columns = [
    '统一社会信用代码',
    '企业名称',
    '英文名称',
    '曾用名',
    '企业类型',
    '行业',
    '注册资本(万元)',
    '币种',
    '成立日期',
    '经营状态',
    '法定代表人',
    '法定代表人身份证号',
    '住所',
    '城市',
    '区县',
    '联系电话',
    '电子邮箱',
    '海关注册编码',
    '海关注册日期',
  ];
  const row = (enterprise: Enterprise): Cell[] => [
    enterprise.uscc,
    enterprise.name,
    enterprise.englishName,
    enterprise.formerName,
    enterprise.name.includes('股份') ? '股份有限公司' : '有限责任公司',
    enterprise.industry?.name ??
      (enterprise.kind === 'holding' ? '商务服务业' : '多式联运和运输代理业'),
    enterprise.capital,
    'CNY',
    slashDay(enterprise.founded),
    enterprise.status,
    enterprise.legal.name,
    enterprise.legal.id,
    enterprise.site.text,
    enterprise.site.city,
    enterprise.site.district,
    enterprise.phone,
    enterprise.email,
    enterprise.codeInRegistry ? enterprise.code : null,
    enterprise.codeInRegistry && enterprise.customsDay !== null
      ? slashDay(enterprise.customsDay)
      : null,
  ];
  const sample = row(world.enterprises[0] as Enterprise);
  const wrongCheck =
    (sample[0] as string).slice(0, 17) + ((sample[0] as string).endsWith('A') ? 'B' : 'A');
  return {
    name: `企业注册登记_${stamp}.csv`,
    mapping: 'enterprise-registry',
    sourceDate: day,
    format: gb,
    columns,
    *rows() {
      for (const enterprise of world.enterprises) yield row(enterprise);
    },
    faults: [
      { at: 8, row: sample.with(0, wrongCheck), field: '统一社会信用代码', code: 'uscc-check' },
      { at: 21, row: sample.with(1, null), field: '企业名称', code: 'required' },
      { at: 34, row: sample.with(8, '2023/02/30'), field: '成立日期', code: 'date-invalid' },
    ],
  };
}

const roleName = {
  trader: '进出口货物收发货人',
  broker: '报关企业',
  carrier: '承运企业',
  holding: '进出口货物收发货人',
} as const;

function customsRegistration(world: World, stamp: string, day: string): SourceFile {
  const columns = [
    '海关注册编码',
    '企业名称',
    '统一社会信用代码',
    '备案日期',
    '所属海关',
    '经营类别',
    '信用等级',
    '联系人',
    '联系人身份证号',
    '联系电话',
    '经营场所',
  ];
  const row = (enterprise: Enterprise): Cell[] => {
    /* The contact is somebody else than the legal representative in larger firms; customs knows only some by number. */
    const known = enterprise.no % 4 === 0;
    const roles =
      enterprise.no % 97 === 5 && enterprise.kind === 'carrier'
        ? `${roleName[enterprise.kind]};监管场所`
        : roleName[enterprise.kind];
    return [
      enterprise.code,
      named(world, enterprise, 0),
      enterprise.uscc,
      enterprise.customsDay === null ? null : chineseDay(enterprise.customsDay),
      enterprise.place.offices[0] ?? null,
      roles,
      enterprise.credit,
      known ? enterprise.legal.name : null,
      known ? enterprise.legal.id : null,
      `+86 ${enterprise.phone.slice(0, 3)} ${enterprise.phone.slice(3, 7)} ${enterprise.phone.slice(7)}`,
      enterprise.site.text.replace(/\d/g, (digit) =>
        enterprise.no % 5 === 0 ? String.fromCharCode(digit.charCodeAt(0) + 0xfee0) : digit,
      ),
    ];
  };
  const registered = world.enterprises.filter(({ code }) => code !== null);
  return {
    name: `海关备案_${stamp}.txt`,
    mapping: 'customs-registration',
    sourceDate: day,
    format: utf16,
    columns,
    *rows() {
      for (const enterprise of registered) yield row(enterprise);
    },
    faults: [
      {
        at: 12,
        row: row(registered[0] as Enterprise).with(1, '—'),
        field: '企业名称',
        code: 'required',
      },
    ],
  };
}

function persons(world: World, stamp: string, day: string): SourceFile {
  const columns = [
    '姓名',
    '身份证号',
    '性别',
    '出生日期',
    '手机号',
    '户籍地址',
    '统一社会信用代码',
    '企业名称',
    '职务',
    '任职日期',
    '离任日期',
    '亲属姓名',
    '亲属身份证号',
    '亲属关系',
  ];
  const base = (person: Person): Cell[] => [
    person.name,
    person.id,
    person.gender,
    writtenDay(person.born),
    person.phone,
    person.home,
  ];
  const wrong = world.people[0] as Person;
  const check = wrong.id.endsWith('1') ? '2' : '1';
  return {
    name: `人员任职_${stamp}.jsonl`,
    mapping: 'persons-and-roles',
    sourceDate: day,
    format: { kind: 'jsonl' },
    columns,
    *rows() {
      for (const { person, enterprise, post, from, to } of world.posts)
        yield [
          ...base(person),
          enterprise.uscc,
          named(world, enterprise, 1),
          post,
          writtenDay(from),
          to === null ? null : writtenDay(to),
          null,
          null,
          null,
        ];
      for (const { person, relative, kinship } of world.kin)
        yield [...base(person), null, null, null, null, null, relative.name, relative.id, kinship];
    },
    faults: [
      {
        at: 15,
        row: [wrong.name, wrong.id.slice(0, 17) + check, wrong.gender, writtenDay(wrong.born)],
        field: '身份证号',
        code: 'id-card-check',
      },
      { at: 40, row: '{"姓名": "陈某", "身份证号": ', field: null, code: 'json-syntax' },
    ],
  };
}

function shareholdings(world: World, stamp: string, day: string): SourceFile {
  const columns = [
    '企业统一社会信用代码',
    '企业名称',
    '股东名称',
    '股东统一社会信用代码',
    '股东身份证号',
    '持股比例(%)',
    '认缴出资额(万元)',
    '持股起始日',
    '持股终止日',
  ];
  return {
    name: `股权信息_${stamp}.csv`,
    mapping: 'shareholdings',
    sourceDate: day,
    format: bom,
    columns,
    *rows() {
      for (const { holder, enterprise, share, from, to } of world.shares) {
        const company = 'uscc' in holder;
        yield [
          enterprise.uscc,
          named(world, enterprise, 2),
          company ? named(world, holder, 2) : holder.name,
          company ? holder.uscc : null,
          company ? null : holder.id,
          share / 100,
          Math.round((enterprise.capital * share) / 100) / 100,
          writtenDay(from),
          to === null ? null : writtenDay(to),
        ];
      }
    },
    faults: [
      {
        at: 5,
        row: [
          (world.enterprises[0] as Enterprise).uscc,
          (world.enterprises[0] as Enterprise).name,
          '某股东',
          null,
          null,
          130,
          1,
          '2020-01-01',
          null,
        ],
        field: '持股比例(%)',
        code: 'percent-range',
      },
    ],
  };
}

function contacts(world: World, stamp: string, day: string): SourceFile {
  return {
    name: `联系方式与账户_${stamp}.jsonl`,
    mapping: 'contacts-and-accounts',
    sourceDate: day,
    format: { kind: 'jsonl' },
    columns: [
      '主体名称',
      '统一社会信用代码',
      '身份证号',
      '电话',
      '邮箱',
      '银行账号',
      '开户行',
      '设备号',
      '设备类型',
      '启用日期',
    ],
    *rows() {
      for (const {
        owner,
        phone,
        email,
        account,
        bank,
        device,
        deviceKind,
        from,
      } of world.contacts) {
        const company = 'uscc' in owner;
        yield [
          company ? named(world, owner, 3) : owner.name,
          company ? owner.uscc : null,
          company ? null : owner.id,
          phone ?? null,
          email ?? null,
          account ?? null,
          bank ?? null,
          device ?? null,
          deviceKind ?? null,
          writtenDay(from),
        ];
      }
    },
    faults: [],
  };
}

function vehicles(world: World, stamp: string, day: string): SourceFile {
  const columns = [
    '车牌号',
    '车牌颜色',
    '车架号',
    '品牌',
    '车辆类型',
    '核定载质量(千克)',
    '所有人',
    '所有人统一社会信用代码',
    '所有人身份证号',
    '使用单位',
    '使用单位统一社会信用代码',
    '使用方式',
    '司机姓名',
    '司机身份证号',
    '司机手机',
    '备案日期',
  ];
  const row = (truck: Truck, driver: Person | undefined): Cell[] => {
    const company = 'uscc' in truck.owner;
    return [
      truck.plate,
      truck.color,
      truck.vin,
      truck.brand,
      '重型半挂牵引车',
      18_000 + (truck.plate.charCodeAt(4) % 8) * 1_000,
      truck.owner.name,
      'uscc' in truck.owner ? truck.owner.uscc : null,
      company ? null : (truck.owner as Person).id,
      truck.user.name,
      truck.user.uscc,
      truck.leased ? '租赁' : '自营',
      driver?.name ?? null,
      driver?.id ?? null,
      driver?.phone ?? null,
      writtenDay(truck.since),
    ];
  };
  return {
    name: `车辆与司机_${stamp}.xlsx`,
    mapping: 'vehicles-and-drivers',
    sourceDate: day,
    format: { kind: 'xlsx', sheet: '车辆', dates: ['备案日期'] },
    columns,
    *rows() {
      for (const truck of world.trucks)
        for (const driver of truck.drivers.length === 0 ? [undefined] : truck.drivers)
          yield row(truck, driver);
    },
    faults: [
      {
        at: 9,
        row: row(world.trucks[0] as Truck, undefined).with(0, '粤B12'),
        field: '车牌号',
        code: 'plate-format',
      },
    ],
  };
}

function vessels(world: World, stamp: string, day: string): SourceFile {
  return {
    name: `船舶档案_${stamp}.xml`,
    mapping: 'vessels',
    sourceDate: day,
    format: { kind: 'xml', root: 'vessels', row: 'vessel' },
    columns: [
      'imo',
      'mmsi',
      'name',
      'englishName',
      'callSign',
      'flag',
      'kind',
      'grossTonnage',
      'ownerName',
      'ownerUscc',
      'operatorName',
      'operatorUscc',
      'from',
    ],
    rows: () =>
      world.ships.map((ship) => [
        ship.imo,
        ship.mmsi,
        ship.name,
        ship.englishName,
        ship.callSign,
        ship.flag,
        ship.kind,
        ship.tonnage,
        ship.owner.name,
        ship.owner.uscc,
        ship.operator.name,
        ship.operator.uscc,
        writtenDay(Math.max(ship.owner.founded, ship.operator.founded)),
      ]),
    faults: [
      {
        at: 3,
        row: [
          null,
          '12345',
          '无名船',
          'NO NAME',
          null,
          '中国',
          '散货船',
          900,
          null,
          null,
          null,
          null,
          null,
        ],
        field: 'mmsi',
        code: 'mmsi-format',
      },
    ],
  };
}
