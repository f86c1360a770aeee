using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Jobs;

/// <summary>A fact that an import recorded.</summary>
/// <param name="Id">Of the event.</param>
/// <param name="Negotiation">In which it lies.</param>
/// <param name="Import">Which.</param>
/// <param name="MovedFrom">The event of another negotiation that it follows; null: none.</param>
public sealed record ImportedFact(Guid Id, string Negotiation, Guid Import, Guid? MovedFrom);

/// <summary>What the imports of a dataset have recorded, as far as the next one has to know it.</summary>
public sealed class DatasetFacts(Database database)
{
    private const string Events = $"{Tables.Schema}.mt_events";
    private const string Acts = "('event-corrected', 'event-retracted', 'source-attached')";

    private static readonly string OfImports = $"headers ->> 'import' = any($1) and {SideStreams.AreNot("stream_id")}";

    /// <summary>Its facts, those taken back among them, without openings.</summary>
    public async IAsyncEnumerable<ImportedFact> FactsAsync(
        IReadOnlyCollection<Guid> imports,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = Command(
            $"""
            select id, stream_id, headers ->> 'import', data -> 'movedFrom' ->> 'eventId' from {Events}
            where {OfImports} and type <> 'negotiation-opened' and type not in {Acts}
            """,
            imports
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return new ImportedFact(
                rows.GetGuid(0),
                rows.GetString(1),
                Guid.Parse(rows.GetString(2)),
                rows.IsDBNull(3) ? null : Guid.Parse(rows.GetString(3))
            );
    }

    /// <summary>Facts to which a release gave a new row key: the correction that did, and the fact, in recorded
    /// order.</summary>
    public async Task<IReadOnlyList<(Guid Correction, Guid Fact)>> RekeyedAsync(
        IReadOnlyCollection<Guid> imports,
        CancellationToken stop
    )
    {
        await using var command = Command(
            $"""
            select id, (data ->> 'target')::uuid from {Events}
            where {OfImports} and type = 'event-corrected' and data -> 'patch' ? 'sources' order by seq_id
            """,
            imports
        );
        return await ReadPairsAsync(command, stop);
    }

    /// <summary>Every retraction there is with what it takes back, in recorded order.</summary>
    public async Task<IReadOnlyList<(Guid Retraction, Guid Target, Guid? Import)>> RetractionsAsync(
        CancellationToken stop
    )
    {
        await using var command = Command(
            $"""
            select id, (data ->> 'target')::uuid, headers ->> 'import' from {Events}
            where type = 'event-retracted' and {SideStreams.AreNot("stream_id")} order by seq_id
            """,
            null
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Guid, Guid, Guid?)> all = [];
        while (await rows.ReadAsync(stop))
            all.Add((rows.GetGuid(0), rows.GetGuid(1), rows.IsDBNull(2) ? null : Guid.Parse(rows.GetString(2))));

        return all;
    }

    /// <summary>Its facts as they were recorded, openings not among them.</summary>
    public async IAsyncEnumerable<(Guid Id, string Negotiation, string Type, byte[] Data)> DataAsync(
        IReadOnlyCollection<Guid> imports,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = Command(
            $"""
            select id, stream_id, type, data::text from {Events}
            where {OfImports} and type <> 'negotiation-opened' and type not in {Acts}
            """,
            imports
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return (
                rows.GetGuid(0),
                rows.GetString(1),
                rows.GetString(2),
                System.Text.Encoding.UTF8.GetBytes(rows.GetString(3))
            );
    }

    /// <summary>What it corrected itself and no one took back, by fact, in recorded order.</summary>
    public async Task<ILookup<Guid, string>> PatchesAsync(IReadOnlyCollection<Guid> imports, CancellationToken stop)
    {
        await using var command = Command(
            $"""
            select (data ->> 'target')::uuid, (data -> 'patch')::text from {Events} each
            where {OfImports} and type = 'event-corrected' and jsonb_typeof(data -> 'patch') = 'object'
                and not exists (select from {Events} taken where taken.type = 'event-retracted'
                                and taken.stream_id = each.stream_id
                                and (taken.data ->> 'target')::uuid = each.id)
            order by seq_id
            """,
            imports
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Guid Fact, string Patch)> all = [];
        while (await rows.ReadAsync(stop))
            all.Add((rows.GetGuid(0), rows.GetString(1)));

        return all.ToLookup(each => each.Fact, each => each.Patch);
    }

    /// <summary>From how many rows these facts are, by what they cite of them.</summary>
    public async Task<long> RowsAsync(IReadOnlyCollection<Guid> facts, CancellationToken stop)
    {
        if (facts.Count == 0)
            return 0;

        await using var command = Command(
            $"select count(distinct data -> 'sources' -> 0 ->> 'locator') from {Events} where id = any($1)",
            null
        );
        command.Parameters.AddWithValue(facts.ToArray());
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>What its facts cite of their rows, with the negotiation.</summary>
    public IEnumerable<(string Locator, string Negotiation)> Locators(IReadOnlyCollection<Guid> imports)
    {
        using var command = Command(
            $"""
            select distinct data -> 'sources' -> 0 ->> 'locator', stream_id from {Events}
            where {OfImports} and type <> 'negotiation-opened' and type not in {Acts}
                and data -> 'sources' -> 0 ? 'locator'
            """,
            imports
        );
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return (rows.GetString(0), rows.GetString(1));
    }

    /// <summary>The facts of rows, by what they cite of them since they were last given a key.</summary>
    public async Task<IReadOnlyList<(Guid Fact, string Locator)>> OfRowsAsync(
        IReadOnlyCollection<Guid> imports,
        IReadOnlyCollection<string> locators,
        CancellationToken stop
    )
    {
        await using var command = Command(
            $"""
            select id, locator from (
                select each.id, coalesce(
                    (select act.data -> 'patch' -> 'sources' -> 0 ->> 'locator' from {Events} act
                     where act.stream_id = each.stream_id and act.type = 'event-corrected'
                         and act.headers ->> 'import' = any($1) and act.data -> 'patch' ? 'sources'
                         and (act.data ->> 'target')::uuid = each.id
                         and not exists (select from {Events} taken where taken.type = 'event-retracted'
                                         and taken.stream_id = act.stream_id
                                         and (taken.data ->> 'target')::uuid = act.id)
                     order by act.seq_id desc limit 1),
                    data -> 'sources' -> 0 ->> 'locator') as locator
                from {Events} each
                where {OfImports} and type <> 'negotiation-opened' and type not in {Acts}
                    and (data -> 'sources' -> 0 ->> 'locator' = any($2) or exists (
                        select from {Events} act where act.stream_id = each.stream_id
                            and act.type = 'event-corrected' and act.headers ->> 'import' = any($1)
                            and act.data -> 'patch' -> 'sources' -> 0 ->> 'locator' = any($2)
                            and (act.data ->> 'target')::uuid = each.id))
            ) cited where locator = any($2)
            """,
            imports
        );
        command.Parameters.AddWithValue(locators.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Guid, string)> facts = [];
        while (await rows.ReadAsync(stop))
            facts.Add((rows.GetGuid(0), rows.GetString(1)));

        return facts;
    }

    private NpgsqlCommand Command(string sql, IReadOnlyCollection<Guid>? imports)
    {
        var command = database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        if (imports is not null)
            command.Parameters.AddWithValue(imports.Select(import => import.ToString()).ToArray());

        return command;
    }

    private static async Task<IReadOnlyList<(Guid, Guid)>> ReadPairsAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Guid, Guid)> pairs = [];
        while (await rows.ReadAsync(stop))
            pairs.Add((rows.GetGuid(0), rows.GetGuid(1)));

        return pairs;
    }
}
