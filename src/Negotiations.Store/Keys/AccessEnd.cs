using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Keys;

/// <summary>What ended with a subject's access.</summary>
/// <param name="Keys">Hashes of the keys that worked until then.</param>
/// <param name="Sessions">Ids of those that were open.</param>
/// <param name="FeedAddresses">Hashes of their tokens.</param>
public sealed record EndedAccess(
    IReadOnlyList<byte[]> Keys,
    IReadOnlyList<Guid> Sessions,
    IReadOnlyList<byte[]> FeedAddresses
);

/// <summary>Ends all access of one subject in one act, as when a laptop is lost or someone is under duress.</summary>
public sealed class AccessEnd(Database database)
{
    private const string End = $"""
        with ended as (
          update {Tables.Schema}.subject set ended_at = clock_timestamp(),
            tokens_until = case when tokens_until is not null then least(tokens_until, clock_timestamp()) end
          where id = $1 returning id),
        keys as (
          update {Tables.Schema}.api_key k set revoked_at = clock_timestamp()
          where k.revoked_at is null and {Subject.OfKeySql} in (select id from ended) returning k.hash),
        sessions as (
          update {Tables.Schema}.session set ended_at = clock_timestamp()
          where ended_at is null and subject in (select id from ended) returning id),
        feeds as (delete from {Tables.Schema}.feed_address where subject in (select id from ended) returning hash)
        select (select count(*) from ended), array(select hash from keys), array(select id from sessions),
          array(select hash from feeds)
        """;

    /// <summary>All keys, tokens, sessions and addresses of feeds that it had by now; null: there is no such
    /// subject.</summary>
    public async Task<EndedAccess?> RunAsync(string subject, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(End);
        command.Parameters.AddWithValue(subject);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return row.GetInt64(0) == 0
            ? null
            : new EndedAccess(
                row.GetFieldValue<byte[][]>(1),
                row.GetFieldValue<Guid[]>(2),
                row.GetFieldValue<byte[][]>(3)
            );
    }
}
