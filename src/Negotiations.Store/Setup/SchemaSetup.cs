using JasperFx;
using Marten;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>Brings the schema to what this program expects, as its owner; nothing else is done in that role.</summary>
public static class SchemaSetup
{
    // Another fixed number than the writer's: nodes that start together take turns, and no one who records waits for
    // them.
    private const long SetupLock = WriterLock.Key + 1;

    // No one searches by them, and sorting thousands of documents for statistics took an eighth of the machine while
    // appends came in.
    private const string LeaveUncounted = $"""
        alter table {Tables.Schema}.mt_events alter column data set statistics 0, alter column headers set statistics 0;
        alter table {Tables.Schema}.status alter column summary set statistics 0,
          alter column involvements set statistics 0, alter column title set statistics 0;
        alter table {Tables.Schema}.search_words alter column words set statistics 0;
        alter table {Tables.Schema}.status_snapshot alter column data set statistics 0;
        """;

    private const string SubjectsByName = $"""
        select distinct on (coalesce(k.person, k.name)) coalesce(k.person, k.name) as name, {Subject.OfKeySql} as id
        from {Tables.Schema}.api_key k order by coalesce(k.person, k.name), k.revoked_at is null desc, k.created_at desc
        """;

    // The queue had its tables beside ours. What was on its way is in the rows of the deliveries, and is sent from
    // there.
    private static readonly string FromOlderPrograms = $"""
        {JobColumns.Settle($"{Tables.Schema}.audit")};
        drop table if exists {Tables.Schema}.wolverine_outgoing_envelopes, {Tables.Schema}.wolverine_incoming_envelopes,
          {Tables.Schema}.wolverine_dead_letters, {Tables.Schema}.wolverine_dead_letter_history,
          {Tables.Schema}.wolverine_node_assignments, {Tables.Schema}.wolverine_nodes,
          {Tables.Schema}.wolverine_node_records, {Tables.Schema}.wolverine_agent_restrictions;

        -- What belongs to a subject was found by its name. Where several keys had it, the newest that works owns it.
        update {Tables.Schema}.subscription o set owner = named.id from ({SubjectsByName}) named
          where named.name = o.owner and o.by_key and o.owner not like 'key:%' and o.owner not like 'person:%';
        update {Tables.Schema}.idempotency_key i set subject = named.id from ({SubjectsByName}) named
          where named.name = i.subject and i.subject not like 'key:%' and i.subject not like 'person:%';

        -- All words of a negotiation stood in one row of a table of their own, which each append wrote again.
        drop table if exists {Tables.Schema}.status_words;

        -- Whole views and words stood in the row. The rebuild finds that the words are missing, and makes all again.
        alter table {Tables.Schema}.status drop column if exists data, drop column if exists search_text,
          drop column if exists search;
        """;

    // An append writes its row again: with room beside it, no index has to be touched.
    private const string LeaveRoom = $"alter table {Tables.Schema}.status set (fillfactor = 60)";

    public static async Task ApplyAsync(StoreConnections connections, CancellationToken stop)
    {
        await using var owner = await Connect.OnceAsync(connections.Owner, stop);
        await PoolerCheck.RefuseAsync(connections.Owner, owner, stop);
        await ExecuteAsync(owner, $"select pg_advisory_lock({SetupLock})", stop);

        // A server that is given only its own role finds the schema as its owner made it, and an older program as a
        // newer one did.
        var isNewer = await ServerRole.OwnsSchemaAsync(owner, stop) && await SchemaVersion.IsNewerAsync(owner, stop);
        if (!isNewer && await ServerRole.OwnsSchemaAsync(owner, stop))
        {
            var isAsMade = await SchemaMark.HoldsAsync(owner, stop);
            if (!isAsMade)
            {
                await SchemaRight.RequireAsync(owner, stop);
                await MakeTablesAsync(connections, stop);
                await SchemaVersion.MakeAsync(owner, stop);
            }

            // Always: the trigger may have been switched off, of which the mark says nothing.
            await ExecuteAsync(owner, AppendOnlyTriggers.ReadScript(), stop);
            if (!isAsMade)
            {
                await ExecuteAsync(owner, FromOlderPrograms, stop);
                await CompressAsync(owner, stop);
                await ExecuteAsync(owner, LeaveUncounted, stop);
                await ExecuteAsync(owner, LeaveRoom, stop);
                await SchemaMark.SetAsync(owner, stop);
            }

            await SchemaVersion.SetAsync(owner, stop);
        }

        await ServerRole.EstablishAsync(owner, connections, grants: !isNewer, stop);
    }

    private static async Task MakeTablesAsync(StoreConnections connections, CancellationToken stop)
    {
        await using var store = DocumentStore.For(options =>
            EventStore.Configure(options, connections.Owner, AutoCreate.CreateOrUpdate)
        );
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        await JobStorage.SetUpAsync(connections.Owner, stop);
    }

    // Views are rewritten with every append; lz4 costs a tenth of the default there. Servers built without it go on
    // as they are.
    private static async Task CompressAsync(NpgsqlConnection owner, CancellationToken stop)
    {
        try
        {
            await ExecuteAsync(
                owner,
                $"""
                alter table {Tables.Schema}.status alter column summary set compression lz4,
                  alter column involvements set compression lz4;
                alter table {Tables.Schema}.search_words alter column words set compression lz4,
                  alter column search set compression lz4;
                alter table {Tables.Schema}.status_snapshot alter column data set compression lz4
                """,
                stop
            );
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.FeatureNotSupported)
        {
            // A server without lz4 uses the default compression: smaller rows, slower appends.
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
