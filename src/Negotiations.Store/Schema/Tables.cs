using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>The tables beside Marten's, applied with its schema.</summary>
public static class Tables
{
    public const string Schema = "negotiations";

    /// <summary>Where a commit shows every node that there is something new to read.</summary>
    public const string NewsChannel = "negotiations_news";

    public static IEnumerable<ISchemaObject> All() =>
        [
            .. StatusTables.All(Schema),
            new IdempotencyKeyTable(),
            .. AccessTables.All(Schema),
            new AuditTable(),
            new FoldVersionTable(),
            new TurnPlaceTable(),
            new CasebookChoiceTable(),
            new ServerLoginTable(),
            new ErasureTable(),
            new ImportTable(),
            new ImportRowsTable(),
            .. LedgerTables.All(Schema),
            .. WebhookTables.All(Schema),
        ];

    private static PostgresqlObjectName Name(string table) => new(Schema, table, SchemaUtils.IdentifierUsage.General);

    /// <summary>
    /// Answers already given, so that a request repeated after a lost answer is answered alike and stores nothing
    /// new.
    /// </summary>
    private sealed class IdempotencyKeyTable : Table
    {
        public IdempotencyKeyTable()
            : base(Name("idempotency_key"))
        {
            AddColumn("subject", "varchar").AsPrimaryKey();
            AddColumn("key", "varchar").AsPrimaryKey();
            AddColumn("request_hash", "bytea").NotNull();
            AddColumn("answer", "json").NotNull();
            AddColumn("is_new", "boolean").NotNull();
            AddColumn("recorded_at", "timestamptz").NotNull();
        }
    }

    /// <summary>Which version of the fold made the stored views: one row, or none before the first start.</summary>
    private sealed class FoldVersionTable : Table
    {
        public FoldVersionTable()
            : base(Name("fold_version"))
        {
            AddColumn("version", "integer").AsPrimaryKey();
        }
    }

    /// <summary>Up to which day it was looked for views that time alone turned: one row, or none before the first
    /// look.</summary>
    private sealed class TurnPlaceTable : Table
    {
        public TurnPlaceTable()
            : base(Name("turn_place"))
        {
            AddColumn("one", "boolean").AsPrimaryKey();
            AddColumn("day", "date").NotNull();

            // Since which day every turn has been looked for, and by which version of the fold: an audit asks for the
            // notices of these days. Null until the next look after an upgrade or a restored record.
            AddColumn("since", "date");
            AddColumn("fold", "integer");
        }
    }

    /// <summary>Whether the casebook is wanted here: one row, or none while no one has said.</summary>
    private sealed class CasebookChoiceTable : Table
    {
        public CasebookChoiceTable()
            : base(Name("casebook_choice"))
        {
            AddColumn("one", "boolean").AsPrimaryKey();
            AddColumn("wanted", "boolean").NotNull();
        }
    }

    /// <summary>
    /// The password of the server's role, for the nodes to come. Only the owner can read it, who could set another
    /// one anyway.
    /// </summary>
    private sealed class ServerLoginTable : Table
    {
        public ServerLoginTable()
            : base(Name("server_login"))
        {
            AddColumn("role", "varchar").AsPrimaryKey();
            AddColumn("password", "varchar").NotNull();
        }
    }

    /// <summary>
    /// Every erasure there was. Rows come in by negotiations.erase_event alone, and none is ever changed.
    /// </summary>
    private sealed class ErasureTable : Table
    {
        public ErasureTable()
            : base(Name("erasure"))
        {
            AddColumn("event_id", "uuid").AsPrimaryKey();
            AddColumn("negotiation", "varchar").NotNull().AddIndex();
            AddColumn("version", "bigint").NotNull();
            AddColumn("sequence", "bigint").NotNull();
            AddColumn("erased_at", "timestamptz").NotNull();
            AddColumn("erased_by", "varchar").NotNull();
            AddColumn("reason", "varchar").NotNull();

            // Which commit erased it: in that one alone the event may change.
            AddColumn("transaction", "xid8").NotNull();
        }
    }

    /// <summary>Every import there was, with what became of it.</summary>
    private sealed class ImportTable : Table
    {
        public ImportTable()
            : base(Name("import"))
        {
            AddColumn("id", "uuid").AsPrimaryKey();
            AddColumn("dataset", "varchar").NotNull().AddIndex();
            AddColumn("release", "date").NotNull();

            // Of the job; and whether it may have recorded anything.
            AddColumn("state", "varchar").NotNull();
            AddColumn("recording", "boolean").NotNull();
            AddColumn("request", "json").NotNull();
            AddColumn("report", "json").NotNull();

            // Where its file lies.
            AddColumn("node", "varchar");

            // The import that took back what this one recorded, itself where it is the one that does; and whether
            // someone asked it to stop.
            AddColumn("undone_by", "uuid");
            AddColumn("cancelled", "boolean").NotNull().DefaultValueByExpression("false");
            JobColumns.AddTo(this, hasState: true);
        }
    }

    /// <summary>What became of each row, a few thousand rows to a page.</summary>
    private sealed class ImportRowsTable : Table
    {
        public ImportRowsTable()
            : base(Name("import_rows"))
        {
            AddColumn("import", "uuid").AsPrimaryKey();
            AddColumn("page", "integer").AsPrimaryKey();

            // JSON, one row a line, compressed by Brotli.
            AddColumn("rows", "bytea").NotNull();
        }
    }

    private sealed class AuditTable : Table
    {
        public AuditTable()
            : base(Name("audit"))
        {
            AddColumn("id", "uuid").AsPrimaryKey();
            AddColumn("report", "json").NotNull();
            JobColumns.AddTo(this);
        }
    }
}
