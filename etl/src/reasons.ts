/** Why a row, a field or a file was refused: one code with its text in both languages. Browser-safe. */

export interface Reason {
  readonly zh: string;
  readonly en: string;
}

/** Reasons that set one row aside. */
export const rowReasons = {
  required: { zh: '必填项为空', en: 'a required field is empty' },
  'column-count': {
    zh: '列数与表头不一致',
    en: 'the row has another number of columns than the header',
  },
  'csv-quote': { zh: '引号不成对', en: 'a quotation mark is not closed or is followed by text' },
  'row-too-long': { zh: '该行过长', en: 'the row is longer than the limit' },
  encoding: { zh: '含有无法解码的字节', en: 'the row has bytes that cannot be decoded' },
  'json-syntax': { zh: 'JSON 格式错误', en: 'the row is not valid JSON' },
  'json-name-twice': {
    zh: '一个 JSON 对象中同一名称出现两次',
    en: 'one object of the row gives a name twice',
  },
  'json-depth': { zh: 'JSON 嵌套过深', en: 'the row is nested too deep' },
  'json-object': { zh: '该行不是 JSON 对象', en: 'the row is not a JSON object' },
  'several-values': { zh: '一个字段含有多个值', en: 'several values where the field takes one' },
  'row-total': { zh: '合计行，不是数据', en: 'a row of totals, not data' },
  'row-note': { zh: '签字或说明行，不是数据', en: 'a signature or note, not data' },
  'row-header': { zh: '重复的表头，不是数据', en: 'the header once more, not data' },
  'formula-no-value': { zh: '公式单元格没有缓存值', en: 'a formula cell has no stored value' },
  'cell-error': { zh: '单元格为错误值', en: 'the cell holds an error value' },
  'relation-waits': {
    zh: '有关联在等待端点：尚无文件陈述其一端，因此不会显示',
    en: 'relations wait for an end that no file asserts yet, and are not shown',
  },
  'ftm-entity': { zh: '不是 FollowTheMoney 实体', en: 'the line is not a FollowTheMoney entity' },
  'ftm-relation': {
    zh: '本体中没有对应的实体类型或关系',
    en: 'the ontology has no type or relation for this entity',
  },
  'ftm-value': {
    zh: '该值既不是文本也不是实体，未采用',
    en: 'the value is neither text nor an entity; it is not taken',
  },
  'ftm-not-taken': {
    zh: '本体中没有对应的属性，未采用',
    en: 'the ontology has no attribute for this property; it is not taken',
  },
  'ftm-reference': {
    zh: '引用的实体不在文件中',
    en: 'the line refers to an entity that is not in the file',
  },
  'too-long': { zh: '文本过长', en: 'the text is longer than the limit' },
  'text-format': { zh: '文本无效', en: 'the text is not valid' },
  'uscc-format': {
    zh: '统一社会信用代码格式错误',
    en: 'not 18 characters of a unified social credit code',
  },
  'uscc-check': {
    zh: '统一社会信用代码校验位错误',
    en: 'wrong check character of the unified social credit code',
  },
  'id-card-format': { zh: '身份证号格式错误', en: 'not an identity card number' },
  'id-card-date': {
    zh: '身份证号中的出生日期无效',
    en: 'the identity card number holds no valid day of birth',
  },
  'id-card-check': {
    zh: '身份证号校验位错误',
    en: 'wrong check character of the identity card number',
  },
  'passport-format': { zh: '护照号格式错误', en: 'not a passport number' },
  'plate-format': { zh: '车牌号格式错误', en: 'not a plate number' },
  'vin-format': { zh: '车架号格式错误', en: 'not a vehicle identification number' },
  'vin-check': {
    zh: '车架号校验位错误',
    en: 'wrong check digit of the vehicle identification number',
  },
  'container-format': { zh: '集装箱号格式错误', en: 'not a container number' },
  'container-check': { zh: '集装箱号校验位错误', en: 'wrong check digit of the container number' },
  'imo-format': { zh: 'IMO 编号格式错误', en: 'not an IMO number' },
  'imo-check': { zh: 'IMO 编号校验位错误', en: 'wrong check digit of the IMO number' },
  'mmsi-format': { zh: 'MMSI 格式错误', en: 'not a ship MMSI' },
  'hs-format': { zh: '商品编码格式错误', en: 'not 4 to 10 digits of an HS code' },
  'hs-chapter': { zh: '商品编码章号无效', en: 'no such HS chapter (01 to 97)' },
  'phone-format': { zh: '电话号码格式错误', en: 'not a telephone number' },
  'email-format': { zh: '邮箱格式错误', en: 'not an e-mail address' },
  'account-format': { zh: '账号格式错误', en: 'not an account number' },
  'account-check': { zh: '账号未通过 Luhn 校验', en: 'the account number fails the Luhn check' },
  'identifier-rounded': {
    zh: '编号曾被当作数值（科学计数法或超过 15 位），末尾数字已丢失；请将该列设为文本后重新导出',
    en: 'the identifier was turned into a number (scientific notation, or more than 15 digits) and lost its last digits; export the column as text',
  },
  'identifier-hexadecimal': {
    zh: '编号被写成十六进制；请将该列按文本重新导出',
    en: 'the identifier is written in hexadecimal; export the column as text',
  },
  'identifier-separators': {
    zh: '编号中的逗号可能是千位分隔符，也可能分隔两个编号',
    en: 'the comma may group digits or separate two identifiers',
  },
  'country-unknown': { zh: '未知的国家或地区', en: 'unknown country or area' },
  'currency-unknown': { zh: '未知的币种', en: 'unknown currency' },
  'code-format': { zh: '代码格式错误', en: 'not a code' },
  'date-format': { zh: '日期格式错误', en: 'not a date' },
  'date-ambiguous': {
    zh: '日期有歧义（日/月顺序，或年月与序列号不分）',
    en: 'the date can be read in two ways (order of day and month; year and month or a day count)',
  },
  'date-serial': {
    zh: '五位数字按电子表格的日期序列号读取',
    en: 'five digits are read as the day count of a spreadsheet',
  },
  'date-invalid': { zh: '不存在的日期', en: 'no such day' },
  'period-reversed': {
    zh: '结束早于开始：该关联未导入，同一行的其他内容已导入',
    en: 'it ends before it begins: this relation is not loaded, the rest of its row is',
  },
  'date-range': { zh: '日期超出 1900–2100', en: 'the date is outside 1900 to 2100' },
  'number-format': { zh: '不是数字', en: 'not a number' },
  'number-separators': {
    zh: '逗号和点的含义不明（小数或千位）：同一列的写法须一致；可在映射中用 decimal 指明',
    en: 'comma and point may be decimal or group digits: the column must write them in one way; the mapping can say `decimal`',
  },
  'number-range': { zh: '数值超出范围', en: 'the number is out of range' },
  'number-integer': { zh: '不是整数', en: 'not a whole number' },
  negative: { zh: '不允许为负', en: 'the number must not be negative' },
  'percent-range': { zh: '百分比超出 0–100', en: 'the percentage is outside 0 to 100' },
  'percent-fraction': {
    zh: '可能是小数（0.51 即 51%），也可能是百分数；请在映射中用 scale 指明（100 或 1）',
    en: 'may be a fraction (0.51 for 51 %) or a percentage: the mapping can say `scale` (100 or 1)',
  },
  'money-currency': { zh: '金额带有其他币种', en: 'the amount carries another currency' },
  'unit-unknown': { zh: '该字段不能使用这个单位', en: 'a unit that the field cannot have' },
  'enum-unknown': { zh: '值不在映射表中', en: 'the value is not among the mapped ones' },
  'boolean-format': { zh: '不是是/否', en: 'not yes or no' },
} as const satisfies Record<string, Reason>;

/** Reasons that stop the import of a file. */
export const fileReasons = {
  'mapping-invalid': { zh: '映射有误', en: 'the mapping has faults' },
  'file-missing': { zh: '文件不存在', en: 'the file does not exist' },
  'file-empty': { zh: '文件为空', en: 'the file is empty' },
  'format-unknown': { zh: '无法识别的文件格式', en: 'the format of the file is not known' },
  'datum-unknown': {
    zh: '文件及其名称都没有说明坐标系：请选择',
    en: 'neither the file nor its name says in which datum its places are: choose it',
  },
  'datum-by-row': {
    zh: '该文件逐行说明坐标系',
    en: 'each row of this file says its own datum',
  },
  'positions-unknown': {
    zh: '文件中没有可识别的定位数据',
    en: 'no reader finds positions in this file',
  },
  archive: {
    zh: '压缩文件：请先解压，再导入其中的文件',
    en: 'an archive: unpack it and load what it holds',
  },
  'encoding-unknown': { zh: '无法识别的字符编码', en: 'the character encoding cannot be told' },
  'encoding-doubt': {
    zh: '字符编码无法确定：请指定编码（命令行为 --encoding，映射中为 file.encoding）',
    en: 'the character encoding is in doubt: name it (--encoding on the command line, file.encoding in a mapping)',
  },
  'header-encoding': {
    zh: '表头含有无法解码的字节',
    en: 'the header has bytes that cannot be decoded',
  },
  'header-too-long': { zh: '表头行过长', en: 'the header line is longer than the limit' },
  'header-row': { zh: '找不到所指的表头行', en: 'the header row that is named is not there' },
  'titles-skipped': {
    zh: '表头之上的标题行未作为数据',
    en: 'title rows above the header are not data',
  },
  'too-many-columns': { zh: '列数过多', en: 'there are too many columns' },
  'duplicate-header': { zh: '列名重复', en: 'a column name occurs twice' },
  'missing-columns': { zh: '缺少必需的列', en: 'required columns are missing' },
  'no-rows': { zh: '没有数据行', en: 'there are no data rows' },
  'wrong-delimiter': {
    zh: '分隔符不符',
    en: 'no row has as many columns as the header: probably another delimiter',
  },
  'csv-quotes': { zh: '引号混乱', en: 'too many unclosed quotation marks' },
  'csv-mismatch': { zh: 'CSV 解析不一致', en: 'the CSV could not be read row by row' },
  'json-array': {
    zh: 'JSON 数组不完整或有误',
    en: 'the JSON array is not complete or is broken',
  },
  'zip-invalid': { zh: '不是有效的 XLSX 文件', en: 'not a valid XLSX file' },
  'zip-bomb': { zh: '压缩文件展开后过大', en: 'the compressed file inflates beyond the limit' },
  'sheets-unread': {
    zh: '只读取了一个工作表，其余未读；可另选工作表',
    en: 'only one sheet was read, others were not; another can be chosen',
  },
  'sheet-missing': { zh: '找不到工作表', en: 'the sheet does not exist' },
  'xml-invalid': { zh: 'XML 格式错误', en: 'the XML is not well-formed' },
  'xml-depth': { zh: 'XML 嵌套过深', en: 'the XML is nested too deep' },
  'xml-doctype': {
    zh: 'XML 不允许含 DTD 或实体声明',
    en: 'XML with a DTD or entity declarations is refused',
  },
  'record-path': {
    zh: '无法确定哪些元素是记录：请指定记录路径（命令行为 --record-path，映射中为 file.recordPath）',
    en: 'it is not clear which elements are the rows: name their path (--record-path on the command line, file.recordPath in a mapping)',
  },
  'parquet-invalid': { zh: '不是有效的 Parquet 文件', en: 'not a readable Parquet file' },
  'source-date': {
    zh: '未注明数据日期：请填写该文件所述的日期',
    en: 'nothing says which day the file speaks of: give the day',
  },
  'memory-limit': { zh: '超出内存上限', en: 'the import went beyond its memory limit' },
  'time-limit': { zh: '超出时间上限', en: 'the import went beyond its time limit' },
  cancelled: { zh: '已取消', en: 'the import was cancelled' },
  crashed: { zh: '导入进程异常退出', en: 'the import process ended unexpectedly' },
  'store-unavailable': {
    zh: '数据库一直无法连接，未写入任何数据；恢复后请重试',
    en: 'the database could not be reached; nothing was written: try again once it is back',
  },
  'disk-full': {
    zh: '磁盘已满，未写入任何数据：请清理后重试',
    en: 'the disk is full; nothing was written: make room and try again',
  },
  'folder-read-only': {
    zh: '数据文件夹不可写：请管理员检查权限',
    en: 'the data folder cannot be written: have its permissions checked',
  },
  'host-gone': {
    zh: '文件在另一台服务器的磁盘上，而该服务器已停止：请重新上传',
    en: 'the file lies on the disk of another server, which has stopped: upload it again',
  },
  interrupted: {
    zh: '执行它的服务器中途停止，请重新开始',
    en: 'the server that ran it stopped half-way: start it again',
  },
  'analysis-memory': {
    zh: '所需内存超出允许：请缩小分析范围或减少关系种类',
    en: 'it needs more memory than it may take: narrow its scope or leave out kinds of relations',
  },
  'analysis-entity': {
    zh: '所问对象已不存在',
    en: 'nothing is left of the entity that it was asked about',
  },
  'view-late': {
    zh: '已写入，图谱稍后更新',
    en: 'it is written; the graph view follows later',
  },
  internal: { zh: '内部错误', en: 'internal error' },
} as const satisfies Record<string, Reason>;

/** Reasons for which the truth refuses a file that is in order. */
export const refusalReasons = {
  'file-unknown': { zh: '所指的文件不存在', en: 'the file that it names does not exist' },
  'file-not-loaded': {
    zh: '所指的文件已撤回或已被更正',
    en: 'the file that it names is withdrawn or has been corrected',
  },
  'other-dataset': {
    zh: '所指的文件属于另一数据集',
    en: 'the file that it names is of another dataset',
  },
  'base-not-snapshot': {
    zh: '所指的文件不是全量文件：增量数据的行可直接导入',
    en: 'the file that it names is not a full list: rows of additions are loaded by themselves',
  },
  'other-base': {
    zh: '更正文件与被更正的文件不是对同一全量文件的补充',
    en: 'the correction and the corrected file do not add rows to the same full list',
  },
  'kind-derived': {
    zh: '该关联由报关单汇总得出，文件不能陈述',
    en: 'this relation follows from declarations; a file cannot assert it',
  },
} as const satisfies Record<string, Reason>;

/** Reasons for which a file that is in order changes nothing. */
export const noChangeReasons = {
  'already-loaded': { zh: '同一文件已导入', en: 'the same file is loaded already' },
  'already-superseded': {
    zh: '同一文件已导入，并已被更正文件取代',
    en: 'the same file was loaded and has been replaced by a correction',
  },
  'already-withdrawn': { zh: '该文件已撤回', en: 'the file is withdrawn already' },
  'nothing-to-do': { zh: '没有需要变更的内容', en: 'there is nothing to change' },
} as const satisfies Record<string, Reason>;

export type RowReasonCode = keyof typeof rowReasons;
export type FileReasonCode = keyof typeof fileReasons;
