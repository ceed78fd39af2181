/** Generated from graph-schema/ontology by `npm run generate`; edit the YAML instead. */
import type {
  EntityTypeModel,
  EventTypeModel,
  FamilyModel,
  RelationKindModel,
  TagCategoryModel,
  TagModel,
} from '../ontology/types.ts';
import type { RuleModel } from '../ontology/rule-schema.ts';

export type EntityType =
  | 'Account'
  | 'Address'
  | 'Case'
  | 'Container'
  | 'Device'
  | 'Email'
  | 'Enterprise'
  | 'HSCode'
  | 'LegalEntity'
  | 'OverseasParty'
  | 'Person'
  | 'Phone'
  | 'Port'
  | 'Vehicle'
  | 'Vessel';

export type EventType =
  | 'Declaration';

export type RelationKind =
  | 'accompanies'
  | 'berthedAt'
  | 'carriesFor'
  | 'contact'
  | 'dealsIn'
  | 'declaresFor'
  | 'drives'
  | 'exportsTo'
  | 'family'
  | 'filesAt'
  | 'filingAgent'
  | 'hasAccount'
  | 'hasDevice'
  | 'hasEmail'
  | 'hasPhone'
  | 'importsFrom'
  | 'leases'
  | 'legalRepresentative'
  | 'linkedTo'
  | 'officer'
  | 'operates'
  | 'owns'
  | 'pickedUpAt'
  | 'possiblySameAs'
  | 'registeredAt'
  | 'shareholder'
  | 'shippedIn'
  | 'subjectOf';

export type RelationFamily =
  | 'case'
  | 'contact'
  | 'logistics'
  | 'ownership'
  | 'people'
  | 'place'
  | 'trade';

export type TagCategory =
  | 'blacklist'
  | 'custom'
  | 'document-flow'
  | 'funds'
  | 'logistics';

export type TagName =
  | 'abnormal-operation'
  | 'at-gone-address'
  | 'audit-finding'
  | 'blacklist'
  | 'capital-below-peers'
  | 'changed-chapters'
  | 'changed-ports'
  | 'cleared'
  | 'cloned-plate'
  | 'closed-group-broker'
  | 'container-switch'
  | 'criminal-case-enterprise'
  | 'criminal-record'
  | 'critical-fraud-confirmed'
  | 'customs-fraud-confirmed'
  | 'detour'
  | 'discredited-enterprise'
  | 'document-risk'
  | 'dormant-then-active'
  | 'filed-smuggling-case'
  | 'funds-risk'
  | 'gone-address'
  | 'high-anomaly-score'
  | 'high-risk-score'
  | 'inherited-risk'
  | 'lab-mismatch'
  | 'logistics-risk'
  | 'misdeclared-goods'
  | 'misdeclared-origin'
  | 'misdeclared-price'
  | 'misdeclared-quantity'
  | 'officer-in-criminal-case'
  | 'officer-of-case-enterprises'
  | 'plate-on-several-vehicles'
  | 'price-below-peers'
  | 'seizure-on-board'
  | 'shared-by-rivals'
  | 'shares-contact-with-blacklisted'
  | 'shell-suspect'
  | 'smuggling-vehicle'
  | 'split-payment'
  | 'tax-arrears'
  | 'underground-bank'
  | 'wanted-person'
  | 'watch-focus'
  | 'went-dark'
  | 'young-over-capital';

export interface AttributeName {
  Account: 'number' | 'bank' | 'holder';
  Address: 'text' | 'province' | 'city' | 'district' | 'lat' | 'lon' | 'datum';
  Case: 'number' | 'caseKind' | 'openedDate' | 'closedDate' | 'description' | 'status' | 'amount' | 'result' | 'declarationNumber';
  Container: 'number' | 'sizeType';
  Device: 'deviceId' | 'deviceKind';
  Email: 'address';
  Enterprise: 'name' | 'englishName' | 'alias' | 'formerName' | 'uscc' | 'customsCode' | 'registration' | 'registrationNumber' | 'jurisdiction' | 'registrationDate' | 'customsRegistrationDate' | 'industry' | 'capital' | 'currency' | 'status' | 'enterpriseKind' | 'address' | 'district' | 'country' | 'roles' | 'creditGrade' | 'riskScore' | 'anomalyScore' | 'declarationsIn' | 'declarationsOut' | 'valueIn' | 'valueOut' | 'amountsIn' | 'amountsOut' | 'converted' | 'unconverted' | 'massIn' | 'massOut' | 'quantityIn' | 'quantityOut' | 'inspections' | 'seizures' | 'sourceCountries' | 'monthlyVolatility' | 'firstDeclared' | 'lastDeclared';
  HSCode: 'code' | 'level' | 'description';
  LegalEntity: 'name' | 'alias' | 'formerName' | 'registration' | 'registrationNumber' | 'jurisdiction' | 'country' | 'address';
  OverseasParty: 'name' | 'code' | 'country' | 'address';
  Person: 'name' | 'englishName' | 'alias' | 'idNumber' | 'passportNumber' | 'otherIdNumber' | 'gender' | 'birthDate' | 'nationality' | 'rolesHeld';
  Phone: 'number';
  Port: 'code' | 'name' | 'portKind' | 'lat' | 'lon' | 'datum';
  Vehicle: 'plate' | 'plateColor' | 'vin' | 'brand' | 'vehicleKind' | 'capacity' | 'trips' | 'gates';
  Vessel: 'name' | 'englishName' | 'alias' | 'imo' | 'mmsi' | 'callSign' | 'flag' | 'vesselKind' | 'grossTonnage';
}

export interface EventRole {
  Declaration: 'trader' | 'declarant' | 'overseas' | 'carrier' | 'vehicle' | 'vessel' | 'container' | 'port' | 'hs';
}

export const entityTypes: Readonly<Record<EntityType, EntityTypeModel>> = {
  Account: {
    name: 'Account',
    zh: '账户',
    en: 'Account',
    icon: 'card',
    light: '#A0792B',
    dark: '#CFAE6D',
    ftm: 'BankAccount',
    attributes: [
      { name: 'number', zh: '账号', en: 'Account number', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'accountNumber' },
      { name: 'bank', zh: '开户行', en: 'Bank', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'bankName' },
      { name: 'holder', zh: '户名', en: 'Holder', valueType: 'name', personal: true, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
    ],
    label: ['number'],
  },
  Address: {
    name: 'Address',
    zh: '地址',
    en: 'Address',
    icon: 'pin',
    light: '#6B7280',
    dark: '#9CA3AF',
    ftm: 'Address',
    attributes: [
      { name: 'text', zh: '地址', en: 'Address', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'full' },
      { name: 'province', zh: '省', en: 'Province', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'state' },
      { name: 'city', zh: '市', en: 'City', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'city' },
      { name: 'district', zh: '区县', en: 'District', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'region' },
      { name: 'lat', zh: '纬度', en: 'Latitude', valueType: 'decimal', unit: '°', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'latitude' },
      { name: 'lon', zh: '经度', en: 'Longitude', valueType: 'decimal', unit: '°', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'longitude' },
      { name: 'datum', zh: '坐标系', en: 'Datum', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'wgs84', zh: 'WGS-84', en: 'WGS-84' }, { name: 'gcj02', zh: 'GCJ-02', en: 'GCJ-02' }, { name: 'bd09', zh: 'BD-09', en: 'BD-09' }], ftm: null },
    ],
    label: ['text'],
  },
  Case: {
    name: 'Case',
    zh: '案件',
    en: 'Case',
    icon: 'gavel',
    light: '#C92A2A',
    dark: '#F07575',
    ftm: null,
    attributes: [
      { name: 'number', zh: '案号', en: 'Case number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      {
        name: 'caseKind',
        zh: '案件类型',
        en: 'Kind of case',
        valueType: 'enum',
        personal: false,
        identifier: false,
        searchable: false,
        derived: false,
        group: 'natural',
        values: [{ name: 'smuggling', zh: '走私案件', en: 'smuggling' }, { name: 'criminal', zh: '刑事案件', en: 'criminal' }, { name: 'seizure', zh: '查获', en: 'seizure' }, { name: 'inspection', zh: '查验', en: 'inspection' }, { name: 'laboratory', zh: '化验', en: 'laboratory' }, { name: 'tax', zh: '税务', en: 'tax' }, { name: 'audit', zh: '稽查', en: 'audit' }, { name: 'anomaly', zh: '异常', en: 'anomaly' }],
        ftm: null,
      },
      { name: 'openedDate', zh: '立案日期', en: 'Opened on', valueType: 'date', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'closedDate', zh: '结案日期', en: 'Closed on', valueType: 'date', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'description', zh: '案情', en: 'Description', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'status', zh: '状态', en: 'Status', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'open', zh: '办理中', en: 'open' }, { name: 'closed', zh: '已结案', en: 'closed' }, { name: 'dismissed', zh: '撤销', en: 'dismissed' }], ftm: null },
      { name: 'amount', zh: '涉案金额', en: 'Amount', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'result', zh: '结果', en: 'Result', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'declarationNumber', zh: '报关单号', en: 'Declaration number', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
    ],
    label: ['number'],
  },
  Container: {
    name: 'Container',
    zh: '集装箱',
    en: 'Container',
    icon: 'container',
    light: '#2B8A3E',
    dark: '#69BE7B',
    ftm: null,
    attributes: [{ name: 'number', zh: '箱号', en: 'Container number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null }, { name: 'sizeType', zh: '尺寸箱型', en: 'Size and type', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null }],
    label: ['number'],
  },
  Device: {
    name: 'Device',
    zh: '设备',
    en: 'Device',
    icon: 'device',
    light: '#A0792B',
    dark: '#CFAE6D',
    ftm: null,
    attributes: [{ name: 'deviceId', zh: '设备号', en: 'Device id', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null }, { name: 'deviceKind', zh: '设备类型', en: 'Kind of device', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null }],
    label: ['deviceId'],
  },
  Email: { name: 'Email', zh: '电子邮箱', en: 'E-mail', icon: 'mail', light: '#A0792B', dark: '#CFAE6D', ftm: null, attributes: [{ name: 'address', zh: '邮箱地址', en: 'E-mail address', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null }], label: ['address'] },
  Enterprise: {
    name: 'Enterprise',
    zh: '企业',
    en: 'Enterprise',
    icon: 'building',
    light: '#2F6FDE',
    dark: '#6EA0F5',
    ftm: 'Company',
    attributes: [
      { name: 'name', zh: '名称', en: 'Name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'name' },
      { name: 'englishName', zh: '英文名称', en: 'English name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'alias', zh: '别名', en: 'Alias', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'alias' },
      { name: 'formerName', zh: '曾用名', en: 'Former name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'previousName' },
      { name: 'uscc', zh: '统一社会信用代码', en: 'Unified social credit code', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'uscCode' },
      { name: 'customsCode', zh: '海关注册编码', en: 'Customs registration code', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'registration', zh: '登记地与登记号', en: 'Registry and number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'registrationNumber', zh: '登记号', en: 'Registration number', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'registrationNumber' },
      { name: 'jurisdiction', zh: '登记地', en: 'Jurisdiction', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'jurisdiction' },
      { name: 'registrationDate', zh: '成立日期', en: 'Registered on', valueType: 'date', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'incorporationDate' },
      { name: 'customsRegistrationDate', zh: '海关注册日期', en: 'Registered with customs on', valueType: 'date', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'industry', zh: '行业', en: 'Industry', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'sector' },
      { name: 'capital', zh: '注册资本', en: 'Registered capital', valueType: 'money', unit: '元', currency: 'currency', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'capital' },
      { name: 'currency', zh: '资本币种', en: 'Currency of capital', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'currency' },
      {
        name: 'status',
        zh: '经营状态',
        en: 'Status',
        valueType: 'enum',
        personal: false,
        identifier: false,
        searchable: false,
        derived: false,
        group: 'natural',
        values: [{ name: 'active', zh: '存续', en: 'active' }, { name: 'suspended', zh: '停业', en: 'suspended' }, { name: 'abnormal', zh: '经营异常', en: 'abnormal operation' }, { name: 'revoked', zh: '吊销', en: 'licence revoked' }, { name: 'cancelled', zh: '注销', en: 'cancelled' }, { name: 'moved', zh: '迁出', en: 'moved away' }],
        ftm: 'status',
      },
      { name: 'enterpriseKind', zh: '企业类型', en: 'Kind of enterprise', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'legalForm' },
      { name: 'address', zh: '地址', en: 'Address', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'address' },
      { name: 'district', zh: '所属关区', en: 'District', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'country', zh: '国家或地区', en: 'Country', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'country' },
      {
        name: 'roles',
        zh: '海关业务身份',
        en: 'Customs roles',
        valueType: 'list',
        personal: false,
        identifier: false,
        searchable: false,
        derived: false,
        group: 'natural',
        values: [{ name: 'consignee', zh: '收发货人', en: 'consignor or consignee' }, { name: 'broker', zh: '报关企业', en: 'broker' }, { name: 'carrier', zh: '承运企业', en: 'carrier' }, { name: 'facility', zh: '监管场所', en: 'supervised facility' }, { name: 'courier', zh: '快件运营人', en: 'courier' }],
        ftm: null,
      },
      {
        name: 'creditGrade',
        zh: '信用等级',
        en: 'Credit grade',
        valueType: 'enum',
        personal: false,
        identifier: false,
        searchable: false,
        derived: false,
        group: 'natural',
        values: [{ name: 'advanced', zh: '高级认证', en: 'authorised economic operator' }, { name: 'general', zh: '一般信用', en: 'general' }, { name: 'registered', zh: '注册登记', en: 'registered' }, { name: 'discredited', zh: '失信', en: 'discredited' }],
        ftm: null,
      },
      { name: 'riskScore', zh: '风险分', en: 'Risk score', valueType: 'score', personal: false, identifier: false, searchable: false, derived: false, group: 'behavioural', ftm: null },
      { name: 'anomalyScore', zh: '异常分', en: 'Anomaly score', valueType: 'score', personal: false, identifier: false, searchable: false, derived: false, group: 'behavioural', ftm: null },
      { name: 'declarationsIn', zh: '进口报关单数', en: 'Import declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'declarationsOut', zh: '出口报关单数', en: 'Export declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'valueIn', zh: '进口金额（人民币）', en: 'Import value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'valueOut', zh: '出口金额（人民币）', en: 'Export value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'amountsIn', zh: '进口各币种金额', en: 'Import amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'amountsOut', zh: '出口各币种金额', en: 'Export amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'massIn', zh: '进口重量', en: 'Import mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'massOut', zh: '出口重量', en: 'Export mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'quantityIn', zh: '进口数量', en: 'Import quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'quantityOut', zh: '出口数量', en: 'Export quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'inspections', zh: '查验次数', en: 'Inspections', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'seizures', zh: '查获次数', en: 'Seizures', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'sourceCountries', zh: '来源国家或地区', en: 'Source countries', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'monthlyVolatility', zh: '月度波动', en: 'Month-to-month volatility', valueType: 'decimal', unit: '‰', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'firstDeclared', zh: '首次申报', en: 'First declared', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'lastDeclared', zh: '最近申报', en: 'Last declared', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
    ],
    label: ['name', 'englishName', 'uscc'],
  },
  HSCode: {
    name: 'HSCode',
    zh: '商品编码',
    en: 'HS code',
    icon: 'tag',
    light: '#9C4668',
    dark: '#D68CA9',
    ftm: null,
    attributes: [
      { name: 'code', zh: '编码', en: 'Code', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'level', zh: '层级', en: 'Level', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'chapter', zh: '章', en: 'chapter' }, { name: 'heading', zh: '品目', en: 'heading' }, { name: 'subheading', zh: '子目', en: 'subheading' }, { name: 'line', zh: '税号', en: 'tariff line' }], ftm: null },
      { name: 'description', zh: '品名', en: 'Description', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
    ],
    label: ['code'],
  },
  LegalEntity: {
    name: 'LegalEntity',
    zh: '主体（类别未明）',
    en: 'Entity of unknown kind',
    icon: 'cube',
    light: '#57606A',
    dark: '#9AA4AF',
    ftm: 'LegalEntity',
    attributes: [
      { name: 'name', zh: '名称', en: 'Name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'name' },
      { name: 'alias', zh: '别名', en: 'Alias', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'alias' },
      { name: 'formerName', zh: '曾用名', en: 'Former name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'previousName' },
      { name: 'registration', zh: '登记地与登记号', en: 'Registry and number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'registrationNumber', zh: '登记号', en: 'Registration number', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'registrationNumber' },
      { name: 'jurisdiction', zh: '登记地', en: 'Jurisdiction', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'jurisdiction' },
      { name: 'country', zh: '国家或地区', en: 'Country', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'country' },
      { name: 'address', zh: '地址', en: 'Address', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'address' },
    ],
    label: ['name'],
  },
  OverseasParty: {
    name: 'OverseasParty',
    zh: '境外收发货人',
    en: 'Overseas party',
    icon: 'globe',
    light: '#7C4DDB',
    dark: '#A98BF0',
    ftm: null,
    attributes: [
      { name: 'name', zh: '名称', en: 'Name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'code', zh: '代码', en: 'Code', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'country', zh: '国家或地区', en: 'Country', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'address', zh: '地址', en: 'Address', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
    ],
    label: ['name', 'code'],
  },
  Person: {
    name: 'Person',
    zh: '人员',
    en: 'Person',
    icon: 'person',
    light: '#D97706',
    dark: '#F5A94A',
    ftm: 'Person',
    attributes: [
      { name: 'name', zh: '姓名', en: 'Name', valueType: 'name', personal: true, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'name' },
      { name: 'englishName', zh: '英文姓名', en: 'English name', valueType: 'name', personal: true, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'alias', zh: '别名', en: 'Alias', valueType: 'name', personal: true, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'alias' },
      { name: 'idNumber', zh: '身份证号', en: 'Identity card number', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'idNumber' },
      { name: 'passportNumber', zh: '护照号', en: 'Passport number', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'passportNumber' },
      { name: 'otherIdNumber', zh: '其他证件号', en: 'Other identity number', valueType: 'text', personal: true, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'gender', zh: '性别', en: 'Gender', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'male', zh: '男', en: 'male' }, { name: 'female', zh: '女', en: 'female' }], ftm: 'gender' },
      { name: 'birthDate', zh: '出生日期', en: 'Born on', valueType: 'date', personal: true, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'birthDate' },
      { name: 'nationality', zh: '国籍', en: 'Nationality', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'nationality' },
      { name: 'rolesHeld', zh: '任职数', en: 'Roles held', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
    ],
    label: ['name', 'englishName'],
  },
  Phone: { name: 'Phone', zh: '电话', en: 'Phone', icon: 'phone', light: '#A0792B', dark: '#CFAE6D', ftm: null, attributes: [{ name: 'number', zh: '号码', en: 'Number', valueType: 'text', personal: true, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null }], label: ['number'] },
  Port: {
    name: 'Port',
    zh: '口岸',
    en: 'Port',
    icon: 'anchor',
    light: '#1E3A5F',
    dark: '#7FA3CC',
    ftm: null,
    attributes: [
      { name: 'code', zh: '代码', en: 'Code', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'name', zh: '名称', en: 'Name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      {
        name: 'portKind',
        zh: '口岸类型',
        en: 'Kind of port',
        valueType: 'enum',
        personal: false,
        identifier: false,
        searchable: false,
        derived: false,
        group: 'natural',
        values: [{ name: 'customsOffice', zh: '海关', en: 'customs office' }, { name: 'seaport', zh: '海港', en: 'seaport' }, { name: 'terminal', zh: '码头', en: 'terminal' }, { name: 'airport', zh: '空港', en: 'airport' }, { name: 'landGate', zh: '陆路口岸', en: 'land gate' }],
        ftm: null,
      },
      { name: 'lat', zh: '纬度', en: 'Latitude', valueType: 'decimal', unit: '°', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'lon', zh: '经度', en: 'Longitude', valueType: 'decimal', unit: '°', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'datum', zh: '坐标系', en: 'Datum', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'wgs84', zh: 'WGS-84', en: 'WGS-84' }, { name: 'gcj02', zh: 'GCJ-02', en: 'GCJ-02' }, { name: 'bd09', zh: 'BD-09', en: 'BD-09' }], ftm: null },
    ],
    label: ['name', 'code'],
  },
  Vehicle: {
    name: 'Vehicle',
    zh: '车辆',
    en: 'Vehicle',
    icon: 'truck',
    light: '#0F9D8A',
    dark: '#3CC9B5',
    ftm: 'Vehicle',
    attributes: [
      { name: 'plate', zh: '车牌号', en: 'Plate', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'registrationNumber' },
      { name: 'plateColor', zh: '车牌颜色', en: 'Plate colour', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'blue', zh: '蓝', en: 'blue' }, { name: 'yellow', zh: '黄', en: 'yellow' }, { name: 'green', zh: '绿', en: 'green' }, { name: 'white', zh: '白', en: 'white' }, { name: 'black', zh: '黑', en: 'black' }], ftm: null },
      { name: 'vin', zh: '车架号', en: 'VIN', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'brand', zh: '品牌', en: 'Brand', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'model' },
      { name: 'vehicleKind', zh: '车辆类型', en: 'Kind of vehicle', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'type' },
      { name: 'capacity', zh: '核定载质量', en: 'Rated load', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'trips', zh: '进出境次数', en: 'Trips', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
      { name: 'gates', zh: '通过口岸数', en: 'Gates used', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'behavioural', ftm: null },
    ],
    label: ['plate', 'vin'],
  },
  Vessel: {
    name: 'Vessel',
    zh: '船舶',
    en: 'Vessel',
    icon: 'ship',
    light: '#0B7285',
    dark: '#4FB3C6',
    ftm: 'Vessel',
    attributes: [
      { name: 'name', zh: '船名', en: 'Name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'name' },
      { name: 'englishName', zh: '英文船名', en: 'English name', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: null },
      { name: 'alias', zh: '别名', en: 'Alias', valueType: 'name', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'alias' },
      { name: 'imo', zh: 'IMO 编号', en: 'IMO number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'imoNumber' },
      { name: 'mmsi', zh: 'MMSI 编号', en: 'MMSI', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'mmsi' },
      { name: 'callSign', zh: '呼号', en: 'Call sign', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'callSign' },
      { name: 'flag', zh: '船旗', en: 'Flag', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'flag' },
      { name: 'vesselKind', zh: '船舶类型', en: 'Kind of vessel', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'type' },
      { name: 'grossTonnage', zh: '总吨', en: 'Gross tonnage', valueType: 'integer', unit: 'GT', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'grossRegisteredTonnage' },
    ],
    label: ['name', 'englishName', 'imo', 'mmsi'],
  },
};

export const eventTypes: Readonly<Record<EventType, EventTypeModel>> = {
  Declaration: {
    name: 'Declaration',
    zh: '报关单',
    en: 'Declaration',
    icon: 'document',
    light: '#868E96',
    dark: '#ADB5BD',
    ftm: 'EconomicActivity',
    attributes: [
      { name: 'number', zh: '报关单号', en: 'Declaration number', valueType: 'text', personal: false, identifier: true, searchable: true, derived: false, group: 'natural', ftm: 'ccdNumber' },
      { name: 'date', zh: '申报日期', en: 'Declared on', valueType: 'date', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'date' },
      { name: 'direction', zh: '进出口', en: 'Direction', valueType: 'enum', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', values: [{ name: 'import', zh: '进口', en: 'import' }, { name: 'export', zh: '出口', en: 'export' }], ftm: null },
      { name: 'hs', zh: '商品编码', en: 'HS code', valueType: 'text', personal: false, identifier: false, searchable: true, derived: false, group: 'natural', ftm: 'vedCode' },
      { name: 'origin', zh: '原产国', en: 'Country of origin', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'originCountry' },
      { name: 'destination', zh: '目的国', en: 'Country of destination', valueType: 'country', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'destinationCountry' },
      { name: 'mode', zh: '运输方式', en: 'Mode of transport', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'value', zh: '金额', en: 'Value', valueType: 'money', unit: '元', currency: 'currency', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: 'invoiceAmount' },
      { name: 'yuan', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'currency', zh: '币种', en: 'Currency', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
      { name: 'inspection', zh: '查验结果', en: 'Inspection result', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'natural', ftm: null },
    ],
    roles: [
      { name: 'trader', zh: '境内收发货人', en: 'Trader', type: 'Enterprise' },
      { name: 'declarant', zh: '报关企业', en: 'Broker', type: 'Enterprise' },
      { name: 'overseas', zh: '境外收发货人', en: 'Overseas party', type: 'OverseasParty' },
      { name: 'carrier', zh: '承运企业', en: 'Carrier', type: 'Enterprise' },
      { name: 'vehicle', zh: '车辆', en: 'Vehicle', type: 'Vehicle' },
      { name: 'vessel', zh: '船舶', en: 'Vessel', type: 'Vessel' },
      { name: 'container', zh: '集装箱', en: 'Container', type: 'Container' },
      { name: 'port', zh: '口岸', en: 'Port', type: 'Port' },
      { name: 'hs', zh: '商品', en: 'Goods', type: 'HSCode' },
    ],
    subject: 'trader',
    found: ['criticalFraud', 'fraud', 'seized'],
  },
};

export const relationKinds: Readonly<Record<RelationKind, RelationKindModel>> = {
  accompanies: { name: 'accompanies', zh: '伴随', en: 'accompanies', family: 'logistics', directed: false, sourceTypes: ['Vehicle'], targetTypes: ['Vehicle'], sameType: false, aggregated: null, ftm: null, attributes: [{ name: 'meetings', zh: '伴随次数', en: 'Times together', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: null }] },
  berthedAt: { name: 'berthedAt', zh: '靠泊', en: 'berthed at', family: 'place', directed: true, sourceTypes: ['Vessel'], targetTypes: ['Port'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  carriesFor: {
    name: 'carriesFor',
    zh: '承运',
    en: 'carries for',
    family: 'logistics',
    directed: true,
    sourceTypes: ['Enterprise', 'Vehicle', 'Vessel'],
    targetTypes: ['Enterprise'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['carrier', 'vehicle', 'vessel'], target: ['trader'] },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  contact: {
    name: 'contact',
    zh: '联系人',
    en: 'contact of',
    family: 'people',
    directed: true,
    sourceTypes: ['Person', 'Enterprise', 'LegalEntity'],
    targetTypes: ['Person', 'Enterprise', 'LegalEntity'],
    sameType: false,
    aggregated: null,
    ftm: { schema: 'Representation', source: 'agent', target: 'client' },
    attributes: [{ name: 'role', zh: '事项', en: 'Purpose', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'role' }],
  },
  dealsIn: {
    name: 'dealsIn',
    zh: '经营商品',
    en: 'deals in',
    family: 'trade',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['HSCode'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['trader'], target: ['hs'] },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  declaresFor: {
    name: 'declaresFor',
    zh: '代理报关',
    en: 'declares for',
    family: 'trade',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['Enterprise'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['declarant'], target: ['trader'] },
    ftm: { schema: 'Representation', source: 'agent', target: 'client' },
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  drives: { name: 'drives', zh: '驾驶', en: 'drives', family: 'logistics', directed: true, sourceTypes: ['Person'], targetTypes: ['Vehicle'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  exportsTo: {
    name: 'exportsTo',
    zh: '出口至',
    en: 'exports to',
    family: 'trade',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['OverseasParty'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['trader'], target: ['overseas'], direction: 'export' },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  family: {
    name: 'family',
    zh: '亲属',
    en: 'family',
    family: 'people',
    directed: false,
    sourceTypes: ['Person'],
    targetTypes: ['Person'],
    sameType: false,
    aggregated: null,
    ftm: { schema: 'Family', source: 'person', target: 'relative' },
    attributes: [{ name: 'kinship', zh: '亲属关系', en: 'Kinship', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'relationship' }],
  },
  filesAt: {
    name: 'filesAt',
    zh: '申报于',
    en: 'files at',
    family: 'place',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['Port'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['trader'], target: ['port'] },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  filingAgent: { name: 'filingAgent', zh: '报关员', en: 'filing agent of', family: 'people', directed: true, sourceTypes: ['Person'], targetTypes: ['Enterprise'], sameType: false, aggregated: null, ftm: { schema: 'Representation', source: 'agent', target: 'client' }, attributes: [] },
  hasAccount: { name: 'hasAccount', zh: '持有账户', en: 'has account', family: 'contact', directed: true, sourceTypes: ['Enterprise', 'Person'], targetTypes: ['Account'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  hasDevice: { name: 'hasDevice', zh: '使用设备', en: 'has device', family: 'contact', directed: true, sourceTypes: ['Enterprise', 'Person'], targetTypes: ['Device'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  hasEmail: { name: 'hasEmail', zh: '使用邮箱', en: 'has e-mail', family: 'contact', directed: true, sourceTypes: ['Enterprise', 'Person', 'LegalEntity'], targetTypes: ['Email'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  hasPhone: { name: 'hasPhone', zh: '使用电话', en: 'has phone', family: 'contact', directed: true, sourceTypes: ['Enterprise', 'Person', 'LegalEntity'], targetTypes: ['Phone'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  importsFrom: {
    name: 'importsFrom',
    zh: '进口自',
    en: 'imports from',
    family: 'trade',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['OverseasParty'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['trader'], target: ['overseas'], direction: 'import' },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  leases: { name: 'leases', zh: '租用', en: 'leases', family: 'logistics', directed: true, sourceTypes: ['Person', 'Enterprise'], targetTypes: ['Vehicle', 'Vessel'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  legalRepresentative: { name: 'legalRepresentative', zh: '法定代表人', en: 'legal representative of', family: 'people', directed: true, sourceTypes: ['Person'], targetTypes: ['Enterprise'], sameType: false, aggregated: null, ftm: { schema: 'Directorship', source: 'director', target: 'organization' }, attributes: [] },
  linkedTo: {
    name: 'linkedTo',
    zh: '有关联（性质未明）',
    en: 'linked to',
    family: 'people',
    directed: true,
    sourceTypes: ['Person', 'Enterprise', 'LegalEntity', 'OverseasParty', 'Vessel', 'Vehicle'],
    targetTypes: ['Person', 'Enterprise', 'LegalEntity', 'OverseasParty', 'Vessel', 'Vehicle'],
    sameType: false,
    aggregated: null,
    ftm: { schema: 'UnknownLink', source: 'subject', target: 'object' },
    attributes: [{ name: 'role', zh: '说明', en: 'Nature of the link', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'role' }],
  },
  officer: {
    name: 'officer',
    zh: '高管',
    en: 'officer of',
    family: 'people',
    directed: true,
    sourceTypes: ['Person', 'Enterprise', 'LegalEntity'],
    targetTypes: ['Enterprise', 'LegalEntity'],
    sameType: false,
    aggregated: null,
    ftm: { schema: 'Directorship', source: 'director', target: 'organization' },
    attributes: [{ name: 'role', zh: '职务', en: 'Role', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'role' }],
  },
  operates: { name: 'operates', zh: '经营', en: 'operates', family: 'logistics', directed: true, sourceTypes: ['Person', 'Enterprise'], targetTypes: ['Vehicle', 'Vessel'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  owns: { name: 'owns', zh: '拥有', en: 'owns', family: 'logistics', directed: true, sourceTypes: ['Person', 'Enterprise', 'LegalEntity'], targetTypes: ['Vehicle', 'Vessel'], sameType: false, aggregated: null, ftm: { schema: 'Ownership', source: 'owner', target: 'asset' }, attributes: [] },
  pickedUpAt: { name: 'pickedUpAt', zh: '提箱于', en: 'picked up at', family: 'place', directed: true, sourceTypes: ['Container', 'Vehicle'], targetTypes: ['Port'], sameType: false, aggregated: null, ftm: null, attributes: [] },
  possiblySameAs: {
    name: 'possiblySameAs',
    zh: '疑似同一',
    en: 'possibly same as',
    family: 'people',
    directed: false,
    sourceTypes: ['Enterprise', 'Person', 'Vehicle', 'Vessel', 'Container', 'OverseasParty', 'LegalEntity', 'Address', 'Phone', 'Email', 'Account', 'Device', 'Port', 'HSCode', 'Case'],
    targetTypes: ['Enterprise', 'Person', 'Vehicle', 'Vessel', 'Container', 'OverseasParty', 'LegalEntity', 'Address', 'Phone', 'Email', 'Account', 'Device', 'Port', 'HSCode', 'Case'],
    sameType: true,
    aggregated: null,
    ftm: { schema: 'Similar', source: 'candidate', target: 'match' },
    attributes: [{ name: 'score', zh: '相似度', en: 'Similarity', valueType: 'score', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'confidenceScore' }],
  },
  registeredAt: {
    name: 'registeredAt',
    zh: '注册于',
    en: 'registered at',
    family: 'place',
    directed: true,
    sourceTypes: ['Enterprise', 'Person', 'LegalEntity'],
    targetTypes: ['Address'],
    sameType: false,
    aggregated: null,
    ftm: null,
    attributes: [{ name: 'addressKind', zh: '地址类型', en: 'Kind of address', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: null }],
  },
  shareholder: {
    name: 'shareholder',
    zh: '股东',
    en: 'shareholder of',
    family: 'ownership',
    directed: true,
    sourceTypes: ['Person', 'Enterprise', 'LegalEntity'],
    targetTypes: ['Enterprise', 'LegalEntity'],
    sameType: false,
    aggregated: null,
    ftm: { schema: 'Ownership', source: 'owner', target: 'asset' },
    attributes: [{ name: 'share', zh: '持股比例', en: 'Share', valueType: 'integer', unit: '‱', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'percentage' }, { name: 'capital', zh: '认缴出资', en: 'Subscribed capital', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: 'sharesValue' }],
  },
  shippedIn: {
    name: 'shippedIn',
    zh: '装运于',
    en: 'shipped in',
    family: 'logistics',
    directed: true,
    sourceTypes: ['Enterprise'],
    targetTypes: ['Container'],
    sameType: false,
    aggregated: { event: 'Declaration', source: ['trader'], target: ['container'] },
    ftm: null,
    attributes: [
      { name: 'count', zh: '报关单数', en: 'Declarations', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'value', zh: '人民币金额', en: 'Value in yuan', valueType: 'money', unit: '元', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'amounts', zh: '各币种金额', en: 'Amounts by currency', valueType: 'amounts', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'converted', zh: '按汇率折算的报关单数', en: 'Declarations converted through rates', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'unconverted', zh: '未计入人民币金额的报关单数', en: 'Declarations without a value in yuan', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'mass', zh: '重量', en: 'Mass', valueType: 'mass', unit: 'g', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'quantity', zh: '数量', en: 'Quantity', valueType: 'quantity', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'hsChapters', zh: '商品章', en: 'HS chapters', valueType: 'list', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'firstDate', zh: '最早', en: 'First', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'lastDate', zh: '最近', en: 'Last', valueType: 'date', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'inspected', zh: '查验数', en: 'Inspected', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
      { name: 'seized', zh: '查获数', en: 'Seized', valueType: 'integer', personal: false, identifier: false, searchable: false, derived: true, group: 'associative', ftm: null },
    ],
  },
  subjectOf: {
    name: 'subjectOf',
    zh: '涉案',
    en: 'subject of',
    family: 'case',
    directed: true,
    sourceTypes: ['Enterprise', 'Person', 'Vehicle', 'Vessel', 'Container'],
    targetTypes: ['Case'],
    sameType: false,
    aggregated: null,
    ftm: null,
    attributes: [{ name: 'role', zh: '涉案身份', en: 'Role in the case', valueType: 'text', personal: false, identifier: false, searchable: false, derived: false, group: 'associative', ftm: null }],
  },
};

export const familyModels: Readonly<Record<RelationFamily, FamilyModel>> = {
  case: { name: 'case', zh: '案件', en: 'Case', light: '#9A7474', dark: '#C49F9F' },
  contact: { name: 'contact', zh: '联络', en: 'Contact', light: '#8F8A6B', dark: '#B8B394' },
  logistics: { name: 'logistics', zh: '物流', en: 'Logistics', light: '#6E8795', dark: '#9AB2BF' },
  ownership: { name: 'ownership', zh: '股权', en: 'Ownership', light: '#7A7F96', dark: '#A6ABC2' },
  people: { name: 'people', zh: '人员', en: 'People', light: '#8A7F72', dark: '#B3A898' },
  place: { name: 'place', zh: '地点', en: 'Place', light: '#7B8794', dark: '#A3AFBC' },
  trade: { name: 'trade', zh: '贸易', en: 'Trade', light: '#6F8A80', dark: '#9BB5AB' },
};

export const tagCategories: Readonly<Record<TagCategory, TagCategoryModel>> = {
  blacklist: { name: 'blacklist', zh: '黑名单', en: 'Blacklist' },
  custom: { name: 'custom', zh: '自定义', en: 'Custom' },
  'document-flow': { name: 'document-flow', zh: '单证流', en: 'Document flow' },
  funds: { name: 'funds', zh: '资金', en: 'Funds' },
  logistics: { name: 'logistics', zh: '物流', en: 'Logistics' },
};

export const tagModels: Readonly<Record<TagName, TagModel>> = {
  'abnormal-operation': { name: 'abnormal-operation', zh: '经营异常', en: 'abnormal operation', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'at-gone-address': { name: 'at-gone-address', zh: '登记于多家注销企业地址', en: 'registered where several enterprises were deregistered', category: 'document-flow', level: 2, tier: null, parent: 'document-risk' },
  'audit-finding': { name: 'audit-finding', zh: '稽查发现问题', en: 'audit finding', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  blacklist: { name: 'blacklist', zh: '黑名单', en: 'blacklist', category: 'blacklist', level: 5, tier: null, parent: null },
  'capital-below-peers': { name: 'capital-below-peers', zh: '资本与申报额悬殊', en: 'capital far below its peers', category: 'document-flow', level: 2, tier: null, parent: 'document-risk' },
  'changed-chapters': { name: 'changed-chapters', zh: '商品章突变', en: 'abrupt change of HS chapters', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'changed-ports': { name: 'changed-ports', zh: '申报口岸突变', en: 'abrupt change of ports', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  cleared: { name: 'cleared', zh: '已排除', en: 'cleared', category: 'custom', level: 1, tier: null, parent: null },
  'cloned-plate': { name: 'cloned-plate', zh: '套牌', en: 'cloned plate', category: 'logistics', level: 4, tier: null, parent: 'logistics-risk' },
  'closed-group-broker': { name: 'closed-group-broker', zh: '关联企业专用报关行', en: 'one broker for a closed group', category: 'document-flow', level: 2, tier: null, parent: 'document-risk' },
  'container-switch': { name: 'container-switch', zh: '调换集装箱', en: 'container switched', category: 'logistics', level: 4, tier: null, parent: 'logistics-risk' },
  'criminal-case-enterprise': { name: 'criminal-case-enterprise', zh: '涉刑事案件企业', en: 'enterprise in a criminal case', category: 'blacklist', level: 5, tier: 2, parent: 'blacklist' },
  'criminal-record': { name: 'criminal-record', zh: '有犯罪记录', en: 'criminal record', category: 'blacklist', level: 4, tier: null, parent: 'blacklist' },
  'critical-fraud-confirmed': { name: 'critical-fraud-confirmed', zh: '查实重大申报不实', en: 'critical fraud confirmed', category: 'document-flow', level: 5, tier: null, parent: 'customs-fraud-confirmed' },
  'customs-fraud-confirmed': { name: 'customs-fraud-confirmed', zh: '查实申报不实', en: 'customs fraud confirmed', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  detour: { name: 'detour', zh: '绕行', en: 'detour', category: 'logistics', level: 2, tier: null, parent: 'logistics-risk' },
  'discredited-enterprise': { name: 'discredited-enterprise', zh: '失信企业', en: 'discredited enterprise', category: 'blacklist', level: 4, tier: null, parent: 'blacklist' },
  'document-risk': { name: 'document-risk', zh: '单证风险', en: 'document risk', category: 'document-flow', level: 3, tier: null, parent: null },
  'dormant-then-active': { name: 'dormant-then-active', zh: '休眠后恢复申报', en: 'dormant then active', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'filed-smuggling-case': { name: 'filed-smuggling-case', zh: '已立案走私案件', en: 'filed smuggling case', category: 'blacklist', level: 5, tier: 1, parent: 'blacklist' },
  'funds-risk': { name: 'funds-risk', zh: '资金风险', en: 'funds risk', category: 'funds', level: 3, tier: null, parent: null },
  'gone-address': { name: 'gone-address', zh: '多家注销企业地址', en: 'address of several deregistered enterprises', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'high-anomaly-score': { name: 'high-anomaly-score', zh: '异常分高', en: 'high anomaly score', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'high-risk-score': { name: 'high-risk-score', zh: '风险分高', en: 'high risk score', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'inherited-risk': { name: 'inherited-risk', zh: '继承风险', en: 'inherited risk', category: 'blacklist', level: 2, tier: null, parent: null },
  'lab-mismatch': { name: 'lab-mismatch', zh: '化验不符', en: 'laboratory result differs', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  'logistics-risk': { name: 'logistics-risk', zh: '物流风险', en: 'logistics risk', category: 'logistics', level: 3, tier: null, parent: null },
  'misdeclared-goods': { name: 'misdeclared-goods', zh: '品名申报不实', en: 'misdeclared goods', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  'misdeclared-origin': { name: 'misdeclared-origin', zh: '原产地申报不实', en: 'misdeclared origin', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  'misdeclared-price': { name: 'misdeclared-price', zh: '价格申报不实', en: 'misdeclared price', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  'misdeclared-quantity': { name: 'misdeclared-quantity', zh: '数量申报不实', en: 'misdeclared quantity', category: 'document-flow', level: 4, tier: null, parent: 'document-risk' },
  'officer-in-criminal-case': { name: 'officer-in-criminal-case', zh: '高管涉刑事案件企业', en: 'enterprise whose officer is in a criminal case', category: 'blacklist', level: 5, tier: 2, parent: 'blacklist' },
  'officer-of-case-enterprises': { name: 'officer-of-case-enterprises', zh: '任职多家涉案企业', en: 'officer of several enterprises with cases', category: 'blacklist', level: 4, tier: null, parent: null },
  'plate-on-several-vehicles': { name: 'plate-on-several-vehicles', zh: '一牌多车', en: 'plate on several vehicles', category: 'logistics', level: 4, tier: null, parent: 'logistics-risk' },
  'price-below-peers': { name: 'price-below-peers', zh: '单价远低于同行', en: 'price far below its peers', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'seizure-on-board': { name: 'seizure-on-board', zh: '曾载查获货物', en: 'carried seized goods', category: 'logistics', level: 4, tier: null, parent: 'logistics-risk' },
  'shared-by-rivals': { name: 'shared-by-rivals', zh: '竞争企业共用车辆', en: 'truck shared by rivals', category: 'logistics', level: 3, tier: null, parent: 'logistics-risk' },
  'shares-contact-with-blacklisted': { name: 'shares-contact-with-blacklisted', zh: '与黑名单企业共用联络方式', en: 'shares a phone or device with a blacklisted enterprise', category: 'blacklist', level: 4, tier: null, parent: null },
  'shell-suspect': { name: 'shell-suspect', zh: '疑似空壳企业', en: 'suspected shell enterprise', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
  'smuggling-vehicle': { name: 'smuggling-vehicle', zh: '走私车辆', en: 'smuggling vehicle', category: 'blacklist', level: 5, tier: 2, parent: 'blacklist' },
  'split-payment': { name: 'split-payment', zh: '拆分收付', en: 'split payment', category: 'funds', level: 3, tier: null, parent: 'funds-risk' },
  'tax-arrears': { name: 'tax-arrears', zh: '欠税', en: 'tax arrears', category: 'funds', level: 3, tier: null, parent: 'funds-risk' },
  'underground-bank': { name: 'underground-bank', zh: '地下钱庄', en: 'underground bank', category: 'funds', level: 4, tier: null, parent: 'funds-risk' },
  'wanted-person': { name: 'wanted-person', zh: '在逃人员', en: 'wanted person', category: 'blacklist', level: 5, tier: 2, parent: 'blacklist' },
  'watch-focus': { name: 'watch-focus', zh: '重点关注', en: 'watch focus', category: 'custom', level: 3, tier: null, parent: null },
  'went-dark': { name: 'went-dark', zh: '轨迹中断', en: 'went dark', category: 'logistics', level: 3, tier: null, parent: 'logistics-risk' },
  'young-over-capital': { name: 'young-over-capital', zh: '新注册且申报额超资本', en: 'newly registered and filing above its capital', category: 'document-flow', level: 3, tier: null, parent: 'document-risk' },
};

export const ruleModels: Readonly<Record<string, RuleModel>> = {
  'at-gone-address': { tag: 'at-gone-address', version: 2, zh: '登记地址上已有多家企业注销或吊销', en: 'registered at an address where several enterprises were cancelled or lost their licence', ground: { kind: 'related', of: 'Enterprise', path: [{ kinds: ['registeredAt'], to: ['Address'], ever: false }], where: {  }, not: {  }, tagged: ['gone-address'], atLeast: 1, mostSharing: 100 } },
  'capital-below-peers': {
    tag: 'capital-below-peers',
    version: 1,
    zh: '注册资本 {capital:money} 元属同章（{chapter}）企业最低一成（{usual:money} 元及以下），申报额 {filed:money} 元却居前一成',
    en: 'capital of {capital:money} yuan is among the lowest tenth of those in chapter {chapter} ({usual:money} or less), declared value of {filed:money} yuan among the highest',
    ground: { kind: 'capital-below-peers', of: 'Enterprise', percentile: 10, valuePercentile: 90, peers: 20 },
  },
  'changed-chapters': { tag: 'changed-chapters', version: 1, zh: '最近三个月 {n} 票中 {share:percent} 属从未申报过的商品章（{parts}），此前 {before} 票', en: 'of its last three months\' {n} declarations {share:percent} are of HS chapters never declared before ({parts}), after {before} others', ground: { kind: 'changed-mix', of: 'Enterprise', by: 'chapter', recentMonths: 3, atLeast: 5, before: 10, percent: 50 } },
  'changed-ports': { tag: 'changed-ports', version: 1, zh: '最近三个月 {n} 票中 {share:percent} 在从未申报过的 {parts} 个口岸，此前 {before} 票', en: 'of its last three months\' {n} declarations {share:percent} are at {parts} port(s) never used before, after {before} elsewhere', ground: { kind: 'changed-mix', of: 'Enterprise', by: 'port', recentMonths: 3, atLeast: 5, before: 10, percent: 50 } },
  'closed-group-broker': {
    tag: 'closed-group-broker',
    version: 2,
    zh: '{n} 家有人员或联络关联的企业只通过同一家报关企业申报',
    en: '{n} enterprises that share people or contacts file through one and the same broker alone',
    ground: {
      kind: 'closed-group-broker',
      of: 'Enterprise',
      ties: [{ kinds: ['legalRepresentative', 'officer', 'shareholder', 'hasPhone', 'hasDevice', 'registeredAt'], to: ['Person', 'Phone', 'Device', 'Address'], ever: false }, { kinds: ['legalRepresentative', 'officer', 'shareholder', 'hasPhone', 'hasDevice', 'registeredAt'], to: ['Enterprise'], ever: false }],
      broker: [{ kinds: ['declaresFor'], to: ['Enterprise'], ever: false }],
      atLeast: 3,
      mostSharing: 20,
    },
  },
  'criminal-case-enterprise': { tag: 'criminal-case-enterprise', version: 2, zh: '系 {n} 起刑事案件的涉案企业', en: 'subject of {n} criminal case(s)', ground: { kind: 'related', of: 'Enterprise', path: [{ kinds: ['subjectOf'], to: ['Case'], ever: true }], where: { caseKind: ['criminal'] }, not: { status: ['dismissed'] }, tagged: [], atLeast: 1, mostSharing: 100 } },
  'dormant-then-active': { tag: 'dormant-then-active', version: 1, zh: '自 {stopped} 起停报 {months} 个月，{resumed} 恢复申报，此后 {n} 票', en: 'declared nothing for {months} months after {stopped}, again since {resumed}: {n} declarations', ground: { kind: 'dormant-active', of: 'Enterprise', months: 6, within: 12 } },
  'filed-smuggling-case': { tag: 'filed-smuggling-case', version: 2, zh: '系 {n} 起走私案件的涉案企业', en: 'subject of {n} smuggling case(s)', ground: { kind: 'related', of: 'Enterprise', path: [{ kinds: ['subjectOf'], to: ['Case'], ever: true }], where: { caseKind: ['smuggling'] }, not: { status: ['dismissed'] }, tagged: [], atLeast: 1, mostSharing: 100 } },
  'gone-address': { tag: 'gone-address', version: 2, zh: '有 {n} 家企业在此登记后注销或吊销', en: '{n} enterprises registered here were cancelled or lost their licence', ground: { kind: 'related', of: 'Address', path: [{ kinds: ['registeredAt'], to: ['Enterprise'], ever: true }], where: { status: ['cancelled', 'revoked'] }, not: {  }, tagged: [], atLeast: 3, mostSharing: 100 } },
  'inherited-risk': {
    tag: 'inherited-risk',
    version: 1,
    zh: '距有来源确认的黑名单对象 {hops} 跳，继承风险 {score:thousandths}',
    en: '{hops} hop(s) from what a source puts on the blacklist: inherited risk {score:thousandths}',
    ground: { kind: 'inherited', of: 'Enterprise', seeds: ['blacklist'], over: ['legalRepresentative', 'officer', 'shareholder', 'contact', 'hasPhone', 'hasDevice', 'hasAccount'], through: ['Enterprise', 'Person', 'LegalEntity', 'Phone', 'Device', 'Account'], hops: 3, decay: 60, atLeast: 200, mostSharing: 20 },
  },
  'officer-in-criminal-case': {
    tag: 'officer-in-criminal-case',
    version: 2,
    zh: '其高管或法定代表人涉 {n} 起刑事或走私案件',
    en: 'an officer or legal representative is the subject of {n} criminal or smuggling case(s)',
    ground: { kind: 'related', of: 'Enterprise', path: [{ kinds: ['officer', 'legalRepresentative'], to: ['Person'], ever: false }, { kinds: ['subjectOf'], to: ['Case'], ever: true }], where: { caseKind: ['criminal', 'smuggling'] }, not: { status: ['dismissed'] }, tagged: [], atLeast: 1, mostSharing: 100 },
  },
  'officer-of-case-enterprises': { tag: 'officer-of-case-enterprises', version: 2, zh: '在 {n} 家涉案企业任职或曾任职', en: 'holds or held office in {n} enterprises that have cases', ground: { kind: 'related', of: 'Person', path: [{ kinds: ['officer', 'legalRepresentative'], to: ['Enterprise'], ever: true }], where: {  }, not: {  }, tagged: ['filed-smuggling-case', 'criminal-case-enterprise'], atLeast: 2, mostSharing: 100 } },
  'plate-on-several-vehicles': { tag: 'plate-on-several-vehicles', version: 1, zh: '同一号牌对应 {n} 个车架号：{values}', en: 'one plate, {n} vehicle numbers: {values}', ground: { kind: 'several-values', of: 'Vehicle', attribute: 'vin', atLeast: 2 } },
  'price-below-peers': { tag: 'price-below-peers', version: 1, zh: '{n} 票（共 {of} 票）{hs} 项下商品单价不高于 {price:cents} 元/千克，不到同行中位价 {usual:cents} 元/千克的一半', en: '{n} of {of} declarations of {hs} at {price:cents} yuan a kilogram or less, under half the peers\' median of {usual:cents}', ground: { kind: 'price-below-peers', of: 'Enterprise', digits: 6, percentile: 10, percentOfMedian: 50, atLeast: 3, peers: 8 } },
  'shared-by-rivals': {
    tag: 'shared-by-rivals',
    version: 2,
    zh: '为 {n} 家经营相同商品而互无关联的企业承运',
    en: 'carries for {n} enterprises that deal in the same goods and share nobody',
    ground: {
      kind: 'rivals',
      of: 'Vehicle',
      carries: [{ kinds: ['carriesFor'], to: ['Enterprise'], ever: false }],
      deals: [{ kinds: ['dealsIn'], to: ['HSCode'], ever: false }],
      ties: [{ kinds: ['legalRepresentative', 'officer', 'shareholder', 'hasPhone', 'hasDevice', 'registeredAt'], to: ['Person', 'Phone', 'Device', 'Address'], ever: true }, { kinds: ['legalRepresentative', 'officer', 'shareholder', 'hasPhone', 'hasDevice', 'registeredAt'], to: ['Enterprise'], ever: true }],
      atLeast: 2,
      mostSharing: 4,
    },
  },
  'shares-contact-with-blacklisted': {
    tag: 'shares-contact-with-blacklisted',
    version: 2,
    zh: '与 {n} 家黑名单企业共用电话或设备',
    en: 'shares a phone or device with {n} blacklisted enterprise(s)',
    ground: { kind: 'related', of: 'Enterprise', path: [{ kinds: ['hasPhone', 'hasDevice'], to: ['Phone', 'Device'], ever: false }, { kinds: ['hasPhone', 'hasDevice'], to: ['Enterprise'], ever: false }], where: {  }, not: {  }, tagged: ['blacklist'], atLeast: 1, mostSharing: 20 },
  },
  'young-over-capital': { tag: 'young-over-capital', version: 1, zh: '{registered} 注册，申报 {filed:money} 元，超过注册资本 {capital:money} 元的十倍', en: 'registered on {registered}, declared {filed:money} yuan, more than ten times its capital of {capital:money} yuan', ground: { kind: 'young-over-capital', of: 'Enterprise', days: 365, times: 10 } },
};

export const icons: Readonly<Record<string, string>> = {
  anchor: 'M12 2a3 3 0 0 1 1 5.8V10h4v2h-4v7.4c2.8-.4 4.9-2.2 5.5-4.9l-1.8.7L19.5 11l2.3 4.6l-1.5-.5C19.5 19.2 16.3 22 12 22s-7.5-2.8-8.3-6.9l-1.5.5L4.5 11l2.8 4.2l-1.8-.7c.6 2.7 2.7 4.5 5.5 4.9V12H7v-2h4V7.8A3 3 0 0 1 12 2zM12 4a1 1 0 1 0 0 2a1 1 0 0 0 0-2z',
  building: 'M4 21V4h9v5h7v12h-6v-4h-3v4zM7 7v2h3V7zM7 11v2h3v-2zM14 12v2h3v-2zM7 15v2h3v-2z',
  card: 'M2 5h20v3H2zM2 10h20v9H2zM5 14v2h6v-2z',
  container: 'M2 6h20v12H2zM5 8.5v7h1.5v-7zM9 8.5v7h1.5v-7zM13.5 8.5v7H15v-7zM17.5 8.5v7H19v-7z',
  cube: 'M12 2l9 5v10l-9 5l-9-5V7zM5 8.7v7.2l6 3.3V12zM13 12v7.2l6-3.3V8.7z',
  device: 'M7 2h10v20H7zM9 5v12h6V5zM11 18.5v1.5h2v-1.5z',
  document: 'M5 2h10l5 5v15H5zM14 3.5V8h4.5zM8 11v1.5h9V11zM8 14.5V16h9v-1.5zM8 18v1.5h6V18z',
  gavel: 'M9.5 2L17 9.5L15 11.5L14 10.5L11.5 13L21 21L19.5 22.5L10 14.5L8.5 16L9.5 17L7.5 19L0.5 11.5L2.5 9.5L3.5 10.5L8.5 5L7.5 4z',
  globe: 'M12 2a10 10 0 1 1 0 20a10 10 0 0 1 0-20zM11 4.5C9.3 6 8.2 8.3 8 11h3zM13 4.5V11h3c-.2-2.7-1.3-5-3-6.5zM4.1 11H6c.1-2 .7-3.9 1.6-5.5C5.7 6.7 4.4 8.7 4.1 11zM16.4 5.5C17.3 7.1 17.9 9 18 11h1.9c-.3-2.3-1.6-4.3-3.5-5.5zM4.1 13c.3 2.3 1.6 4.3 3.5 5.5C6.7 16.9 6.1 15 6 13zM8 13c.2 2.7 1.3 5 3 6.5V13zM13 13v6.5c1.7-1.5 2.8-3.8 3-6.5zM18 13c-.1 2-.7 3.9-1.6 5.5c1.9-1.2 3.2-3.2 3.5-5.5z',
  mail: 'M2 6l10 6.5L22 6v12H2zM3.5 5h17L12 10.3z',
  person: 'M12 3a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM3.5 21c0-4.6 3.6-7.5 8.5-7.5s8.5 2.9 8.5 7.5z',
  phone: 'M6.5 3h3l1.5 5l-2 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2l5 1.5v3c0 2-1.5 3.5-3.5 3.5C9.5 21 3 14.5 3 6.5C3 4.5 4.5 3 6.5 3z',
  pin: 'M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zM12 6a3 3 0 1 0 0 6a3 3 0 0 0 0-6z',
  ship: 'M11 2h2v3h4v5l4.5 1.6L19 18H5l-2.5-6.4L7 10V5h4zM9 7v2.3l3-1l3 1V7zM2 19.5h20V21H2z',
  tag: 'M3 3h9l9.5 9.5l-9 9L3 12zM7.5 5.5a2 2 0 1 0 0 4a2 2 0 0 0 0-4z',
  truck: 'M1 6h13v11H1zM15 9h4.2L23 13v4h-8zM6 15.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5zM18 15.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5z',
};
