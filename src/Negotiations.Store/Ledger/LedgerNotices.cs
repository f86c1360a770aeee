using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Ledger;

/// <summary>Where the log says itself that it goes on without something it had signed.</summary>
public sealed class LedgerNotices(Database database)
{
    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<PublishedNotice>> AllAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select note, given_at from {Tables.Schema}.ledger_notice order by given_at"
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<PublishedNotice> notices = [];
        while (await rows.ReadAsync(stop))
            notices.Add(new PublishedNotice(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1)));

        return notices;
    }
}

/// <param name="Note">A checkpoint of what the log went on from, with the lines <c>without-size</c> and
/// <c>without-root</c> of the head that it does not continue; signed by the log.</param>
/// <param name="GivenAt">By the database's clock.</param>
public sealed record PublishedNotice(string Note, DateTimeOffset GivenAt);

/// <param name="Notices">The oldest first; empty while the log has only grown.</param>
public sealed record PublishedNotices(IReadOnlyList<PublishedNotice> Notices);
