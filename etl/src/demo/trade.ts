/** What the demo world trades: ports and offices, tariff lines with prices, industries with their mix. */

export interface DemoPort {
  readonly code: string;
  readonly name: string;
  readonly kind: '海关' | '海港' | '码头' | '空港' | '陆路口岸';
  readonly lat: number;
  readonly lon: number;
  /** How goods come here when a declaration is filed at this office. */
  readonly transport: 'road' | 'sea' | 'air';
}

/** Real places; the codes are those of the demo world. */
export const demoPorts: readonly DemoPort[] = [
  { code: '5301', name: '皇岗海关', kind: '海关', lat: 22.5197, lon: 114.0655, transport: 'road' },
  { code: '5304', name: '蛇口海关', kind: '海关', lat: 22.4793, lon: 113.9146, transport: 'sea' },
  { code: '5316', name: '大鹏海关', kind: '海关', lat: 22.5816, lon: 114.2712, transport: 'sea' },
  {
    code: '5320',
    name: '文锦渡海关',
    kind: '海关',
    lat: 22.5372,
    lon: 114.1322,
    transport: 'road',
  },
  { code: '5310', name: '莲塘海关', kind: '海关', lat: 22.5519, lon: 114.1653, transport: 'road' },
  {
    code: '5345',
    name: '深圳宝安机场海关',
    kind: '海关',
    lat: 22.6393,
    lon: 113.8107,
    transport: 'air',
  },
  {
    code: '5141',
    name: '广州白云机场海关',
    kind: '海关',
    lat: 23.3924,
    lon: 113.2988,
    transport: 'air',
  },
  { code: '5165', name: '南沙海关', kind: '海关', lat: 22.7717, lon: 113.6085, transport: 'sea' },
  { code: '5189', name: '佛山海关', kind: '海关', lat: 23.0218, lon: 113.1219, transport: 'sea' },
  {
    code: '5201',
    name: '黄埔老港海关',
    kind: '海关',
    lat: 23.0886,
    lon: 113.4405,
    transport: 'sea',
  },
  { code: '5204', name: '凤岗海关', kind: '海关', lat: 22.7402, lon: 114.1418, transport: 'road' },
  { code: '5208', name: '穗东海关', kind: '海关', lat: 23.0698, lon: 113.5101, transport: 'sea' },
  {
    code: '5701',
    name: '港珠澳大桥海关',
    kind: '海关',
    lat: 22.2013,
    lon: 113.5872,
    transport: 'road',
  },
  { code: '5720', name: '高栏海关', kind: '海关', lat: 21.9352, lon: 113.2311, transport: 'sea' },
  { code: '5721', name: '中山海关', kind: '海关', lat: 22.5624, lon: 113.5007, transport: 'sea' },
  { code: '5795', name: '横琴海关', kind: '海关', lat: 22.1394, lon: 113.5463, transport: 'road' },
  { code: '6811', name: '新会海关', kind: '海关', lat: 22.4013, lon: 113.0589, transport: 'sea' },
  { code: 'CNSHK', name: '蛇口港', kind: '海港', lat: 22.4712, lon: 113.9012, transport: 'sea' },
  { code: 'CNYTN', name: '盐田港', kind: '海港', lat: 22.5703, lon: 114.2766, transport: 'sea' },
  { code: 'CNNSA', name: '南沙港', kind: '海港', lat: 22.6387, lon: 113.6819, transport: 'sea' },
  { code: 'CNHUA', name: '黄埔港', kind: '海港', lat: 23.0931, lon: 113.4297, transport: 'sea' },
  {
    code: 'CNGLN',
    name: '珠海高栏港',
    kind: '海港',
    lat: 21.9217,
    lon: 113.2243,
    transport: 'sea',
  },
  { code: 'CNZSN', name: '中山港', kind: '海港', lat: 22.5582, lon: 113.5036, transport: 'sea' },
  {
    code: 'CNFOS',
    name: '佛山三山港',
    kind: '海港',
    lat: 23.0008,
    lon: 113.2204,
    transport: 'sea',
  },
  { code: 'CNXIN', name: '新会港', kind: '海港', lat: 22.3407, lon: 113.0912, transport: 'sea' },
  {
    code: 'SCT01',
    name: '蛇口集装箱码头',
    kind: '码头',
    lat: 22.4655,
    lon: 113.8921,
    transport: 'sea',
  },
  {
    code: 'YICT1',
    name: '盐田国际集装箱码头',
    kind: '码头',
    lat: 22.5748,
    lon: 114.2803,
    transport: 'sea',
  },
  {
    code: 'NSCT1',
    name: '南沙集装箱码头一期',
    kind: '码头',
    lat: 22.6321,
    lon: 113.6887,
    transport: 'sea',
  },
  {
    code: 'GLCT1',
    name: '高栏国际货柜码头',
    kind: '码头',
    lat: 21.9288,
    lon: 113.219,
    transport: 'sea',
  },
  {
    code: 'SZX',
    name: '深圳宝安国际机场',
    kind: '空港',
    lat: 22.6393,
    lon: 113.8107,
    transport: 'air',
  },
  {
    code: 'CAN',
    name: '广州白云国际机场',
    kind: '空港',
    lat: 23.3924,
    lon: 113.2988,
    transport: 'air',
  },
  { code: 'ZUH', name: '珠海金湾机场', kind: '空港', lat: 22.0064, lon: 113.376, transport: 'air' },
  {
    code: 'HGK',
    name: '皇岗口岸',
    kind: '陆路口岸',
    lat: 22.5185,
    lon: 114.0668,
    transport: 'road',
  },
  {
    code: 'SZW',
    name: '深圳湾口岸',
    kind: '陆路口岸',
    lat: 22.5041,
    lon: 113.9447,
    transport: 'road',
  },
  {
    code: 'LTK',
    name: '莲塘口岸',
    kind: '陆路口岸',
    lat: 22.5503,
    lon: 114.1668,
    transport: 'road',
  },
  {
    code: 'HZM',
    name: '港珠澳大桥珠海公路口岸',
    kind: '陆路口岸',
    lat: 22.2049,
    lon: 113.5889,
    transport: 'road',
  },
  {
    code: 'HQK',
    name: '横琴口岸',
    kind: '陆路口岸',
    lat: 22.1392,
    lon: 113.548,
    transport: 'road',
  },
];

export interface TariffLine {
  readonly code: string;
  readonly text: string;
  /** 元 per kilogram. */
  readonly price: number;
  /** Kilograms in a usual declaration. */
  readonly lot: number;
  readonly unit: string;
}

function lines(text: string): TariffLine[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', price = '', lot = '', unit = '千克'] = line.trim().split('|');
      return { code, text: name, price: Number(price), lot: Number(lot), unit };
    });
}

export interface Industry {
  readonly name: string;
  readonly weight: number;
  /** Words of the enterprise's name. */
  readonly trades: readonly string[];
  readonly manufacturer: boolean;
  /** Share of declarations that are imports. */
  readonly imports: number;
  readonly partners: readonly string[];
  readonly lines: readonly TariffLine[];
}

export const industries: readonly Industry[] = [
  {
    name: '计算机、通信和其他电子设备制造业',
    weight: 22,
    trades: ['电子', '光电', '科技', '智能科技', '通讯'],
    manufacturer: true,
    imports: 0.45,
    partners: ['HK', 'TW', 'KR', 'JP', 'US', 'MY', 'VN'],
    lines: lines(`8542311190|其他多元件集成电路处理器|8200|60|个
      8542329000|其他存储器集成电路|9600|40|个
      8517130000|智能手机|3100|320|台
      8517799000|通信设备零件|620|500|个
      8504409999|其他静止式变流器|95|900|个
      8534009000|四层及以下印刷电路|380|400|块
      8507600090|锂离子蓄电池|110|1800|个
      8471703000|硬盘驱动器|900|300|个
      8524110000|液晶平板显示模组|210|900|个
      8536690000|插头及插座|180|600|个
      8541430000|光电池|48|9000|个
      9013809000|其他光学装置|640|120|个`),
  },
  {
    name: '批发业（电子产品）',
    weight: 9,
    trades: ['电子贸易', '元器件', '供应链', '进出口'],
    manufacturer: false,
    imports: 0.75,
    partners: ['HK', 'TW', 'SG', 'KR', 'JP'],
    lines: lines(`8542319090|其他处理器及控制器|7400|50|个
      8542339000|其他放大器集成电路|5200|35|个
      8532241000|片式多层瓷介电容器|1300|90|千个
      8541290000|其他晶体管|880|110|个
      8523511000|固态非易失性存储器件|2600|70|个`),
  },
  {
    name: '塑料制品业',
    weight: 8,
    trades: ['塑胶', '塑料制品', '高分子材料'],
    manufacturer: true,
    imports: 0.4,
    partners: ['HK', 'KR', 'TH', 'MY', 'TW', 'US'],
    lines: lines(`3907400000|聚碳酸酯|15|20000
      3902100090|初级形状的聚丙烯|8.6|24000
      3903309000|初级形状的ABS共聚物|11|22000
      3926909090|其他塑料制品|42|3500
      3923100090|塑料制盒、箱|26|4200
      3915909000|其他塑料的废碎料|3.1|24500`),
  },
  {
    name: '纺织服装业',
    weight: 9,
    trades: ['服饰', '制衣', '针织', '纺织', '皮具'],
    manufacturer: true,
    imports: 0.2,
    partners: ['HK', 'US', 'GB', 'DE', 'IT', 'FR', 'JP'],
    lines: lines(`6109100022|棉制针织T恤衫|95|2400|件
      6204620000|棉制女裤|120|2100|条
      6110200090|棉制针织套头衫|105|1900|件
      4202210090|皮革面手提包|640|260|个
      5208520000|印花棉平纹布|62|5200|米
      6403990090|其他皮革面鞋靴|210|1300|双`),
  },
  {
    name: '家具制造业',
    weight: 6,
    trades: ['家具', '家居', '木业'],
    manufacturer: true,
    imports: 0.15,
    partners: ['US', 'GB', 'AU', 'HK', 'VN'],
    lines: lines(`9403609990|其他木家具|28|8200|件
      9401619000|带软垫木框架坐具|36|5600|个
      9404904000|寝具|52|2600|件
      4407119091|其他松木板材|3.4|26000
      4412330000|胶合板|5.2|21000`),
  },
  {
    name: '食品进口批发业',
    weight: 7,
    trades: ['食品', '冷链', '冻品', '国际贸易', '农产品'],
    manufacturer: false,
    imports: 0.95,
    partners: ['BR', 'AU', 'NZ', 'TH', 'VN', 'CL', 'US', 'HK'],
    lines: lines(`0202300090|冻去骨牛肉|38|25500
      0207142200|冻鸡翼|19|26000
      0203290090|冻猪杂碎及其他猪肉|17|26000
      0306179000|冻虾|62|21000
      0303890090|其他冻鱼|14|25000
      0810600000|鲜榴莲|34|17500
      0808100000|鲜苹果|9.5|20000
      0210110090|干、熏猪腿|70|2600
      1902303000|即食或快熟面条|18|8200`),
  },
  {
    name: '酒类与饮料批发业',
    weight: 4,
    trades: ['酒业', '名酒', '饮品'],
    manufacturer: false,
    imports: 0.97,
    partners: ['FR', 'AU', 'CL', 'IT', 'GB', 'HK'],
    lines: lines(`2204210000|小包装葡萄酒|56|9800|升
      2208300000|威士忌酒|210|2400|升
      2208200010|白兰地酒|380|1500|升
      2202990099|其他无酒精饮料|12|9000|升`),
  },
  {
    name: '化妆品与日用品批发业',
    weight: 6,
    trades: ['美妆', '化妆品', '日用品', '跨境电商'],
    manufacturer: false,
    imports: 0.85,
    partners: ['JP', 'KR', 'FR', 'US', 'HK', 'AU'],
    lines: lines(`3304990039|护肤品|460|900
      3303000010|香水|980|260
      3305100000|洗发剂|78|3200
      9619001100|婴儿尿裤|42|9600
      2106909090|其他膳食补充食品|330|1100
      1901101090|婴幼儿配方奶粉|118|5400`),
  },
  {
    name: '通用设备制造业',
    weight: 7,
    trades: ['机械', '机电', '自动化设备', '精密'],
    manufacturer: true,
    imports: 0.5,
    partners: ['JP', 'DE', 'IT', 'KR', 'US', 'TW', 'VN'],
    lines: lines(`8479899990|其他具有独立功能的机器|160|1900|台
      8457101000|立式加工中心|120|6800|台
      8481804090|其他阀门|130|900|套
      8486209000|其他半导体制造设备|2400|420|台
      8483409000|齿轮及传动装置|98|1100|个
      8414809090|其他气泵及压缩机|88|1300|台`),
  },
  {
    name: '金属制品与再生资源业',
    weight: 5,
    trades: ['金属', '五金', '再生资源', '铜业'],
    manufacturer: true,
    imports: 0.6,
    partners: ['HK', 'MY', 'TH', 'JP', 'US', 'CL'],
    lines: lines(`7404000090|其他铜废碎料|46|24000
      7602000090|其他铝废碎料|13|24500
      7403111900|精炼铜阴极|62|25000
      7318159090|其他钢铁螺钉及螺栓|21|9000
      7326909000|其他钢铁制品|34|3800
      8302500000|帽架、支架及类似品|48|2600`),
  },
  {
    name: '玩具与礼品业',
    weight: 4,
    trades: ['玩具', '礼品', '文创'],
    manufacturer: true,
    imports: 0.05,
    partners: ['US', 'GB', 'DE', 'HK', 'JP'],
    lines: lines(
      `9503008900|其他玩具|58|4200|个\n9503006000|智力玩具|66|3600|套\n9505100090|其他圣诞用品|46|5200|件\n9504500000|视频游戏控制器|420|700|台`,
    ),
  },
  {
    name: '陶瓷与建材业',
    weight: 4,
    trades: ['陶瓷', '建材', '卫浴'],
    manufacturer: true,
    imports: 0.08,
    partners: ['US', 'AU', 'MY', 'ID', 'HK', 'IN'],
    lines: lines(
      `6907210000|吸水率低的瓷砖|3.2|27000|平方米\n6910100000|瓷制卫生洁具|14|9800|件\n6802919000|其他大理石制品|9|22000\n9405119000|其他吊灯|92|1800|个`,
    ),
  },
  {
    name: '医疗器械业',
    weight: 3,
    trades: ['医疗器械', '医疗科技', '生物科技'],
    manufacturer: true,
    imports: 0.55,
    partners: ['DE', 'US', 'JP', 'KR', 'HK'],
    lines: lines(
      `9018193090|其他病员监护仪|1600|160|台\n9018390000|针、导管、插管|720|240|个\n3822190090|其他诊断试剂|3900|60\n9021310000|人造关节|11000|18|套`,
    ),
  },
  {
    name: '汽车零部件业',
    weight: 4,
    trades: ['汽车零部件', '汽配', '汽车科技'],
    manufacturer: true,
    imports: 0.5,
    partners: ['JP', 'DE', 'US', 'TH', 'KR'],
    lines: lines(
      `8708299000|其他车身零件|76|3600|个\n8708409199|其他变速箱|180|1200|个\n4011100000|轿车用新橡胶轮胎|32|12000|条\n8512201000|机动车辆照明装置|210|700|个`,
    ),
  },
  {
    name: '纸制品与造纸业',
    weight: 3,
    trades: ['纸业', '包装', '印刷'],
    manufacturer: true,
    imports: 0.45,
    partners: ['US', 'BR', 'CL', 'ID', 'HK', 'JP'],
    lines: lines(
      `4703210001|漂白针叶木碱木浆|5.4|25500\n4707100000|废的未漂白牛皮纸|1.6|25000\n4819100000|瓦楞纸箱|11|9800|个\n4802550090|书写印刷用纸|7.2|23000`,
    ),
  },
  {
    name: '化工业',
    weight: 4,
    trades: ['化工', '新材料', '涂料'],
    manufacturer: true,
    imports: 0.55,
    partners: ['KR', 'JP', 'TW', 'DE', 'SG', 'TH'],
    lines: lines(
      `2902430000|对二甲苯|7.8|24000\n3208201010|其他丙烯酸油漆|38|8600\n3824999990|其他化学制品|44|4200\n2907111000|苯酚|8.4|22500\n3901200090|聚乙烯|8.9|24500`,
    ),
  },
];

/** Chapters named in the reference list. */
export const chapterTexts: Readonly<Record<string, string>> = {
  '02': '肉及食用杂碎',
  '03': '鱼及其他水产',
  '08': '食用水果及坚果',
  '19': '谷物制品及糕点',
  '21': '杂项食品',
  '22': '饮料、酒及醋',
  '29': '有机化学品',
  '32': '颜料及油漆',
  '33': '精油及化妆品',
  '38': '杂项化学产品',
  '39': '塑料及其制品',
  '40': '橡胶及其制品',
  '42': '皮革制品',
  '44': '木及木制品',
  '47': '木浆及废纸',
  '48': '纸及纸板',
  '52': '棉花',
  '61': '针织服装',
  '62': '非针织服装',
  '64': '鞋靴',
  '68': '石料制品',
  '69': '陶瓷产品',
  '73': '钢铁制品',
  '74': '铜及其制品',
  '76': '铝及其制品',
  '83': '贱金属杂项制品',
  '84': '机器及机械器具',
  '85': '电机、电气设备',
  '87': '车辆及其零件',
  '90': '光学、医疗仪器',
  '94': '家具及灯具',
  '95': '玩具及运动用品',
  '96': '杂项制品',
};

/** Share of a year's declarations by month: low at the Spring Festival, high before Christmas. */
export const season = [0.9, 0.55, 0.95, 1, 1.02, 1.02, 1.0, 1.05, 1.2, 1.15, 1.2, 1.1] as const;
