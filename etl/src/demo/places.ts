/** Towns, streets and roads of the demo world; real places. */

export interface Place {
  readonly city: string;
  /** Division code for USCCs, and its first four digits for customs codes. */
  readonly region: string;
  readonly plate: string;
  readonly weight: number;
  readonly districts: readonly (readonly [district: string, ...streets: string[]])[];
  /** Customs offices used from here, the nearest first. */
  readonly offices: readonly string[];
}

export const places: readonly Place[] = [
  {
    city: '深圳市',
    region: '440300',
    plate: 'B',
    weight: 34,
    offices: ['5304', '5301', '5316', '5320', '5310', '5345'],
    districts: [
      ['宝安区', '福永街道', '沙井街道', '西乡街道', '松岗街道', '新安街道'],
      ['龙岗区', '平湖街道', '坂田街道', '布吉街道', '横岗街道', '坪地街道'],
      ['南山区', '蛇口街道', '粤海街道', '西丽街道'],
      ['福田区', '华强北街道', '福保街道', '沙头街道'],
      ['盐田区', '盐田街道', '沙头角街道'],
      ['龙华区', '民治街道', '观澜街道', '大浪街道'],
    ],
  },
  {
    city: '广州市',
    region: '440100',
    plate: 'A',
    weight: 22,
    offices: ['5165', '5201', '5141', '5208'],
    districts: [
      ['黄埔区', '穗东街道', '夏港街道', '永和街道'],
      ['南沙区', '龙穴街道', '黄阁镇', '珠江街道'],
      ['白云区', '江高镇', '石井街道', '人和镇'],
      ['番禺区', '大石街道', '石基镇', '沙湾街道'],
      ['花都区', '狮岭镇', '新华街道'],
    ],
  },
  {
    city: '东莞市',
    region: '441900',
    plate: 'S',
    weight: 17,
    offices: ['5204', '5301', '5316', '5201'],
    districts: [
      ['长安镇', '乌沙社区', '锦厦社区'],
      ['虎门镇', '北栅社区', '怀德社区'],
      ['厚街镇', '涌口社区', '白濠社区'],
      ['塘厦镇', '林村社区', '石潭埔社区'],
      ['凤岗镇', '雁田村', '官井头村'],
      ['常平镇', '土塘村', '木棆村'],
    ],
  },
  {
    city: '佛山市',
    region: '440600',
    plate: 'E',
    weight: 10,
    offices: ['5189', '5165', '5201'],
    districts: [
      ['南海区', '狮山镇', '大沥镇', '里水镇'],
      ['顺德区', '北滘镇', '乐从镇', '容桂街道'],
      ['禅城区', '石湾镇街道', '南庄镇'],
    ],
  },
  {
    city: '珠海市',
    region: '440400',
    plate: 'C',
    weight: 7,
    offices: ['5701', '5720', '5795'],
    districts: [
      ['香洲区', '前山街道', '南屏镇', '拱北街道'],
      ['斗门区', '井岸镇', '白蕉镇'],
      ['金湾区', '三灶镇', '南水镇', '平沙镇'],
    ],
  },
  {
    city: '中山市',
    region: '442000',
    plate: 'T',
    weight: 6,
    offices: ['5721', '5701'],
    districts: [
      ['火炬开发区', '康乐大道片区', '中山港街道'],
      ['小榄镇', '联丰社区', '沙口社区'],
      ['古镇镇', '海洲村', '曹步村'],
    ],
  },
  {
    city: '惠州市',
    region: '441300',
    plate: 'L',
    weight: 3,
    offices: ['5316', '5310'],
    districts: [
      ['惠城区', '陈江街道', '水口街道'],
      ['惠阳区', '淡水街道', '新圩镇'],
    ],
  },
  {
    city: '江门市',
    region: '440700',
    plate: 'J',
    weight: 3,
    offices: ['6811', '5720'],
    districts: [
      ['新会区', '会城街道', '睦洲镇'],
      ['蓬江区', '棠下镇', '荷塘镇'],
    ],
  },
];

export const roads = [
  '凤塘大道',
  '宝安大道',
  '工业南路',
  '科技一路',
  '兴业路',
  '创新路',
  '港前大道',
  '临海大道',
  '振兴路',
  '环市东路',
  '沿江路',
  '富民路',
  '同富裕工业区一路',
  '松白路',
  '广深公路',
  '南环路',
  '东环二路',
  '金沙路',
  '新安路',
  '红荔路',
  '龙观路',
  '友谊路',
  '珠江路',
  '迎宾大道',
  '湖滨路',
  '人民中路',
  '建设一路',
  '府前路',
  '中心路',
  '德政路',
] as const;

export const parks = [
  '恒丰工业园',
  '智汇科技园',
  '天安产业园',
  '联东物流园',
  '保税物流中心',
  '宏发高新园',
  '万达商务中心',
  '湾区国际大厦',
  '跨境电商产业园',
  '金港物流园',
  '中粮创智园',
  '银星科技园',
] as const;
