using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Negotiations.Store.Schema;

/// <summary>
/// What the ledger keeps: nothing that could not be made again from the events, but for the salts and the signed
/// notes.
/// </summary>
public static class LedgerTables
{
    public static IEnumerable<ISchemaObject> All(string schema)
    {
        // Every checkpoint that was ever signed: two of one size with different roots prove a fork.
        var checkpoint = New(schema, "ledger_checkpoint");
        checkpoint.AddColumn("size", "bigint").AsPrimaryKey();
        checkpoint.AddColumn("last_sequence", "bigint").NotNull();
        checkpoint.AddColumn("note", "text").NotNull();
        checkpoint.AddColumn("signed_at", "timestamptz").NotNull();
        yield return checkpoint;

        var tile = New(schema, "ledger_tile");
        tile.AddColumn("level", "integer").AsPrimaryKey();
        tile.AddColumn("index", "bigint").AsPrimaryKey();
        tile.AddColumn("bytes", "bytea").NotNull();
        yield return tile;

        // Leaf n is the n-th event by sequence; every 256th is noted, so that a place is found without counting from
        // the beginning.
        var bundle = New(schema, "ledger_bundle");
        bundle.AddColumn("index", "bigint").AsPrimaryKey();
        bundle.AddColumn("first_sequence", "bigint").NotNull().AddIndex(index => index.IsUnique = true);
        yield return bundle;

        // For events recorded before there was a ledger: the others bear their seal in their headers.
        var salt = New(schema, "ledger_salt");
        salt.AddColumn("sequence", "bigint").AsPrimaryKey();
        salt.AddColumn("salt", "bytea").NotNull();
        salt.AddColumn("data_hash", "varchar").NotNull();
        yield return salt;

        // Lines that came under a head after it was signed: of witnesses, and of the next key when keys change.
        var cosignature = New(schema, "ledger_cosignature");
        cosignature.AddColumn("size", "bigint").AsPrimaryKey();
        cosignature.AddColumn("key", "varchar").AsPrimaryKey();
        cosignature.AddColumn("line", "text").NotNull();
        yield return cosignature;

        var handover = New(schema, "ledger_handover");
        handover.AddColumn("size", "bigint").AsPrimaryKey();
        handover.AddColumn("from_vkey", "text").NotNull();
        handover.AddColumn("to_vkey", "text").AsPrimaryKey();
        handover.AddColumn("note", "text").NotNull();
        yield return handover;

        // Where the log says itself that it goes on without something it had signed.
        var notice = New(schema, "ledger_notice");
        notice.AddColumn("lost_size", "bigint").AsPrimaryKey();
        notice.AddColumn("lost_root", "text").AsPrimaryKey();
        notice.AddColumn("note", "text").NotNull();
        notice.AddColumn("given_at", "timestamptz").NotNull();
        yield return notice;

        var lease = New(schema, "ledger_lease");
        lease.AddColumn("id", "integer").AsPrimaryKey();
        lease.AddColumn("holder", "uuid").NotNull();
        lease.AddColumn("until", "timestamptz").NotNull();
        yield return lease;
    }

    private static Table New(string schema, string name) =>
        new(new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General));
}
