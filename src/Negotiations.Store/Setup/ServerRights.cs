using Negotiations.Store.Jobs;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>
/// What the running server may do, table by table: exactly what its code does. A table that is not named here it
/// cannot even read.
/// </summary>
public static class ServerRights
{
    private static readonly (string Rights, string Object)[] Granted =
    [
        ("usage", "schema negotiations"),
        // The record: read and append only, no update and no delete, enforced by the database and not by the code.
        ("select, insert", "negotiations.mt_events"),
        ("select, insert", "negotiations.mt_streams"),
        ("update (version)", "negotiations.mt_streams"),
        ("usage, select", "sequence negotiations.mt_events_sequence"),
        // The one endpoint through which the text of an event can go.
        ("select", "negotiations.erasure"),
        ("execute", "function negotiations.erase_event(uuid, jsonb, text, text, jsonb)"),
        ("execute", "function negotiations.restore_erasures()"),
        ("execute", "function negotiations.restore_sequence()"),
        // What follows from it can be made again.
        ("select, insert, update, delete", "negotiations.status"),
        ("select, insert, update, delete", "negotiations.search_words"),
        ("select, insert, update, delete", "negotiations.status_snapshot"),
        ("select, insert, delete", "negotiations.fold_version"),
        ("select, insert, update", "negotiations.turn_place"),
        ("select, insert, update", "negotiations.casebook_choice"),
        ("select, insert", "negotiations.idempotency_key"),
        ("select, insert", "negotiations.api_key"),
        ("update (revoked_at, last_used_on)", "negotiations.api_key"),
        // A name stays its subject's for good.
        ("select, insert", "negotiations.subject"),
        ("update (skeleton, ended_at, tokens_until)", "negotiations.subject"),
        ("select, insert", "negotiations.author"),
        ("select", "negotiations.pseudonym_key"),
        ("execute", "function negotiations.erase_author(text)"),
        ("select, insert, delete", "negotiations.session"),
        ("update (last_seen_at, ended_at)", "negotiations.session"),
        ("select, insert, delete", "negotiations.feed_address"),
        ("update (last_used_on)", "negotiations.feed_address"),
        ("select, insert", "negotiations.audit"),
        ("update (state, starts, fence, seen_at, report)", "negotiations.audit"),
        ("select, insert, delete", "negotiations.import"),
        ("update (state, starts, fence, seen_at, recording, report, undone_by, cancelled)", "negotiations.import"),
        ("select, insert, delete", "negotiations.import_rows"),
        // Heads that were signed and salts that were drawn stay; a tile grows, and the lease goes from node to node.
        ("select, insert", "negotiations.ledger_checkpoint"),
        ("select, insert", "negotiations.ledger_bundle"),
        ("select, insert", "negotiations.ledger_salt"),
        ("select, insert", "negotiations.ledger_tile"),
        ("update (bytes)", "negotiations.ledger_tile"),
        ("select, insert", "negotiations.ledger_cosignature"),
        ("update (line)", "negotiations.ledger_cosignature"),
        ("select, insert", "negotiations.ledger_handover"),
        ("select, insert", "negotiations.ledger_notice"),
        ("select, insert, update", "negotiations.ledger_lease"),
        // Subscriptions and deliveries.
        ("select, insert, update, delete", "negotiations.subscription"),
        ("select, insert, update, delete", "negotiations.delivery"),
    ];

    private const string Both = $"'{Tables.Schema}', '{JobStorage.Schema}'";
    private const string OfBoth = $"{Tables.Schema}, {JobStorage.Schema}";

    // A copy of a database still names the role of the original, which is that of another server.
    private const string RevokeStrangers = $"""
        do $do$
        declare stranger text;
        begin
          for stranger in
            select distinct grantee from information_schema.role_table_grants
            where table_schema in ({Both}) and grantee like '{ServerRole.Prefix}%'
              and grantee <> current_setting('negotiations.role')
          loop
            execute format('revoke all on all tables in schema {OfBoth} from %I', stranger);
            execute format('revoke all on all sequences in schema {OfBoth} from %I', stranger);
            execute format('revoke all on all functions in schema {Tables.Schema} from %I', stranger);
            execute format('revoke all on schema {OfBoth} from %I', stranger);
          end loop;
        end $do$
        """;

    /// <summary>The tables the server may read.</summary>
    public static IEnumerable<string> Readable =>
        Granted.Where(each => each.Rights.StartsWith("select", StringComparison.Ordinal)).Select(each => each.Object);

    /// <summary>
    /// Gives the role these rights and takes every other from it, and from everyone else, in the schema.
    /// </summary>
    public static async Task GrantAsync(NpgsqlConnection owner, string role, CancellationToken stop)
    {
        var quoted = Quote(role);
        await using var batch = new NpgsqlBatch(owner);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("select set_config('negotiations.role', $1, true)")
            {
                Parameters = { new() { Value = role } },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RevokeStrangers));
        foreach (var kind in new[] { "tables", "sequences", "functions" })
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand($"revoke all on all {kind} in schema {Tables.Schema} from {quoted}, public")
            );

        // Messages are rows that come and go. What they are about is guarded above.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"grant usage on schema {JobStorage.Schema} to {quoted}"));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                $"grant select, insert, update, delete on all tables in schema {JobStorage.Schema} to {quoted}"
            )
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"grant usage on all sequences in schema {JobStorage.Schema} to {quoted}")
        );

        foreach (var (rights, target) in Granted)
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"grant {rights} on {target} to {quoted}"));

        // Nodes that run meanwhile see the rights before or after, never none.
        await using var transaction = await owner.BeginTransactionAsync(stop);
        batch.Transaction = transaction;
        await batch.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    public static string Quote(string role) => $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
