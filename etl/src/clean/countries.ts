/** Clean step for countries and areas: ISO 3166 codes of two or three letters, Chinese and English names, to two letters. */
import { type Cleaned, refuse } from './cleaned.ts';
import { fold, simplify } from './text.ts';

/** Three letters and two letters of each code, without blanks. ISO 3166-1. */
const threeLetter =
  'AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT HMDHM VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS UMIUM URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE ZMBZM ZWEZW';

/** Names in use at customs beside those of the Unicode locale data. */
const furtherNames: Readonly<Record<string, string>> = {
  中华人民共和国: 'CN',
  中国大陆: 'CN',
  香港: 'HK',
  中国香港: 'HK',
  澳门: 'MO',
  中国澳门: 'MO',
  台湾: 'TW',
  中国台湾: 'TW',
  台澎金马关税区: 'TW',
  南韩: 'KR',
  大韩民国: 'KR',
  俄罗斯联邦: 'RU',
  美利坚合众国: 'US',
  阿联酋: 'AE',
  捷克共和国: 'CZ',
  沙特: 'SA',
  荷兰王国: 'NL',
  印度尼西亚共和国: 'ID',
  马来西亚联邦: 'MY',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  taiwan: 'TW',
  'united states of america': 'US',
  usa: 'US',
  uk: 'GB',
  'great britain': 'GB',
  'republic of korea': 'KR',
  'korea, republic of': 'KR',
  korea: 'KR',
  'viet nam': 'VN',
  'russian federation': 'RU',
  'czech republic': 'CZ',
  turkey: 'TR',
  'iran, islamic republic of': 'IR',
  uae: 'AE',
};

const lookup = buildLookup();

/** Letters that stand for "not known" in customs data. */
const unknownCodes: ReadonlySet<string> = new Set(['ZZ', 'ZZZ', 'XX']);

export function cleanCountry(raw: string): Cleaned {
  const text = fold(raw);
  if (text === null) return null;
  const upper = text.toUpperCase();
  if (unknownCodes.has(upper)) return 'ZZ';
  return lookup.get(upper) ?? lookup.get(simplify(text).toLowerCase()) ?? refuse('country-unknown');
}

function buildLookup(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const locales = ['zh-Hans', 'en'].map(
    (locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }),
  );
  for (const pair of threeLetter.split(' ')) {
    const code = pair.slice(3);
    map.set(pair.slice(0, 3), code);
    map.set(code, code);
    for (const names of locales) {
      const name = names.of(code);
      if (name !== undefined) map.set(name.toLowerCase(), code);
    }
  }
  for (const [name, code] of Object.entries(furtherNames)) map.set(name, code);
  return map;
}
