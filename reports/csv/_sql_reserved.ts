// Words that SQL:2016, PostgreSQL, SQLite, MySQL or DuckDB keeps for itself, as far as a column's name may be one.
const WORDS = `
  abs accessible add all allocate alter analyse analyze and any are array as asc asensitive asymmetric at atomic
  authorization avg before begin between bigint binary blob boolean both by call called cardinality cascade
  cascaded case cast ceil ceiling change char character check clob close coalesce collate collation collect
  column commit concurrently condition connect constraint contains continue convert corr corresponding count
  covar_pop covar_samp create cross cube cume_dist current current_catalog current_date current_path current_role
  current_row current_schema current_time current_timestamp current_user cursor cycle database databases date
  day day_hour day_microsecond day_minute day_second deallocate dec decimal declare default deferrable deferred
  delayed delete dense_rank deref desc describe deterministic disconnect distinct distinctrow div do double drop
  dual dynamic each element else elseif empty enclosed end equals escape escaped every except exec execute exists
  exit exp explain external extract false fetch filter first_value float float4 float8 floor for force foreign
  frame_row free freeze from full fulltext function fusion generated get glob global grant group grouping groups
  having high_priority hold hour hour_microsecond hour_minute hour_second identity if ignore ilike in index
  indicator infile initially inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect
  intersection interval into io_after_gtids io_before_gtids is isnull iterate join json_array json_object
  json_table key keys kill lag lambda language large last_value lateral lead leading leave left like like_regex
  limit linear lines ln load local localtime localtimestamp lock long longblob longtext loop low_priority lower
  master_bind match match_recognize max maxvalue mediumblob mediumint mediumtext member merge method middleint min
  minute minute_microsecond minute_second mod modifies module month multiset national natural nchar nclob new no
  no_write_to_binlog none normalize not notnull nothing nth_value ntile null nullif numeric occurrences_regex
  octet_length of off offset old on one only open optimize optimizer_costs option optionally or order out outer
  outfile over overlaps overlay parameter partition percent percent_rank percentile_cont percentile_disc period
  pivot placing portion position position_regex power precedes precision prepare primary procedure purge qualify
  raise range rank read read_write reads real recursive ref references referencing regexp regr_avgx regr_avgy
  regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy reindex release rename repeat replace
  require resignal restrict result return returning returns revoke right rlike rollback rollup row row_number
  rows savepoint schema schemas scope scroll search second second_microsecond select sensitive separator session
  session_user set show signal similar smallint some spatial specific specifictype sql sql_big_result
  sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning sqrt ssl start starting static stddev_pop
  stddev_samp stored straight_join submultiset subset substring substring_regex succeeds sum symmetric system
  system_time system_user table tables tablesample temp temporary terminated then time timestamp timezone_hour
  timezone_minute tinyblob tinyint tinytext to trailing transaction translate translate_regex translation treat
  trigger trim trim_array true truncate uescape undo union unique unknown unlock unnest unpivot unsigned update
  upper usage use user using utc_date utc_time utc_timestamp vacuum value value_of values var_pop var_samp varbinary
  varchar varcharacter variadic varying verbose versioning view virtual when whenever where while width_bucket
  window with within without write xor year year_month zerofill
`;

/** Words that SQL keeps for itself: a column of that name would have to be quoted in every query. */
export const SQL_RESERVED: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
