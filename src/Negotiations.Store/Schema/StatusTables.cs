using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>
/// What is stored of a view beside its events: a small row, the words it is found by, and the whole of it.
/// </summary>
internal static class StatusTables
{
    public static IEnumerable<Table> All(string schema) =>
        [new StatusTable(schema), new WordsTable(schema), new SnapshotTable(schema)];

    private static PostgresqlObjectName Name(string schema, string table) =>
        new(schema, table, SchemaUtils.IdentifierUsage.General);

    /// <summary>
    /// One row a negotiation, written in the commit of its events: what lists filter by and show. No index is on what
    /// an append changes, so that the new row finds room beside the old one.
    /// </summary>
    private sealed class StatusTable : Table
    {
        public StatusTable(string schema)
            : base(Name(schema, "status"))
        {
            AddColumn("id", "varchar").AsPrimaryKey();
            AddColumn("version", "bigint").NotNull();
            AddColumn("recorded_at", "timestamptz").NotNull();

            // The version of the fold that made the row; 0: it was made by a program that did not say so.
            AddColumn("fold", "integer").NotNull().DefaultValue(0);

            // The first day on which time alone changes the view; null: never. Until then the row holds.
            AddColumn("next_turn", "date");

            // The day on which the view was last folded without a new event; null: never.
            AddColumn("turned_on", "date");
            AddColumn("phase", "varchar").NotNull();
            AddColumn("kind", "varchar").NotNull();
            AddColumn("subject", "varchar").NotNull();
            AddColumn("security", "varchar").NotNull();
            AddColumn("health", "varchar").NotNull();
            AddColumn("title", "varchar").NotNull();
            AddColumn("actors", "varchar[]").NotNull();

            // text, not jsonb: the bytes of an answer are the bytes the fold made, and nothing parses them on the way
            // in.
            AddColumn("involvements", "text").NotNull();
            AddColumn("summary", "text").NotNull();
            AddColumn("last_day", "varchar");

            // Where it went on: null, it did not; empty, no source says in which. It is counted there and not here.
            AddColumn("merged_into", "varchar");

            // Ids of negotiations that its opening names.
            AddColumn("related", "varchar[]");

            // Ids of all that its events have ever named; null in a row that an older program made.
            AddColumn("named", "varchar[]");

            // Of its events: a view folded before one must not be put over one folded after it.
            AddColumn("erasures", "integer").NotNull().DefaultValue(0);

            // Lists are in the order of code points whatever the database's own is; the primary key would not give it.
            Indexes.Add(new IndexDefinition("status_order") { Columns = ["id"], Collation = "C" });

            // Appends do not change them, and few rows have any. By a hash nothing is found that is null: a list of
            // those that are counted goes by its own order.
            Indexes.Add(new IndexDefinition("status_merged") { Columns = ["merged_into"], Method = IndexMethod.hash });
            Indexes.Add(new IndexDefinition("status_related") { Columns = ["related"], Method = IndexMethod.gin });
            Indexes.Add(new IndexDefinition("status_named") { Columns = ["named"], Method = IndexMethod.gin });
        }
    }

    /// <summary>
    /// What a negotiation is found by, a row for each part of its texts: an append writes those that it brings and no
    /// other, for the index is dear.
    /// </summary>
    private sealed class WordsTable : Table
    {
        public WordsTable(string schema)
            : base(Name(schema, "search_words"))
        {
            AddColumn("id", "varchar").AsPrimaryKey();
            AddColumn("part", "uuid").AsPrimaryKey();
            AddColumn("words", "text").NotNull();
            AddColumn("search", "tsvector").NotNull();
            Indexes.Add(new IndexDefinition("search_words_search") { Columns = ["search"], Method = IndexMethod.gin });
        }
    }

    /// <summary>
    /// A whole status as it was answered at one version, stored behind: for a node that has nothing of it in memory,
    /// and for the audit. It may be behind its row; then it is of no use, and is left out.
    /// </summary>
    private sealed class SnapshotTable : Table
    {
        public SnapshotTable(string schema)
            : base(Name(schema, "status_snapshot"))
        {
            AddColumn("id", "varchar").AsPrimaryKey();
            AddColumn("version", "bigint").NotNull();
            AddColumn("erasures", "integer").NotNull();
            AddColumn("fold", "integer").NotNull();
            AddColumn("next_turn", "date");
            AddColumn("folded_on", "date").NotNull();
            AddColumn("data", "text").NotNull();
        }
    }
}
