using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>
/// Asks the database which status is the one of now, one question at a time for all who wait. Who comes while a
/// question is on its way waits for the next one, which sees every commit that was acknowledged before they came:
/// answers are as fresh as if each had asked alone, and any number of readers pay for one round trip.
/// </summary>
public sealed class StatusQuestions(Database database)
{
    private readonly Lock gate = new();
    private Question? next;
    private bool isAsking;

    /// <returns>Null: there is no such negotiation.</returns>
    public async Task<AskedStatus?> AskAsync(string id, CancellationToken stop)
    {
        Question mine;
        bool isFirst;
        lock (gate)
        {
            mine = next ??= new Question();
            mine.Ids.Add(id);
            (isFirst, isAsking) = (!isAsking, true);
        }

        if (isFirst)
        {
            // What follows is nothing of this request's.
            using var alone = ExecutionContext.SuppressFlow();
            _ = AskAllAsync();
        }

        var found = await mine.Answer.Task.WaitAsync(stop);
        return found.TryGetValue(id, out var status) ? status : null;
    }

    private async Task AskAllAsync()
    {
        while (true)
        {
            Question question;
            lock (gate)
            {
                if (next is null)
                {
                    isAsking = false;
                    return;
                }

                (question, next) = (next, null);
            }

            try
            {
                question.Answer.SetResult(await AskAsync([.. question.Ids]));
            }
            catch (Exception failure)
            {
                question.Answer.SetException(failure);
            }
        }
    }

    private async Task<Dictionary<string, AskedStatus>> AskAsync(string[] ids)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select id, version, erasures, next_turn, turned_on, merged_into,
              {NeighbourReader.Columns}
            from {Tables.Schema}.status where id = any($1)
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        await using var rows = await command.ExecuteReaderAsync();
        Dictionary<string, AskedStatus> found = new(ids.Length, StringComparer.Ordinal);
        while (await rows.ReadAsync())
            found[rows.GetString(0)] = new AskedStatus(
                new StatusPlace(
                    rows.GetInt64(1),
                    rows.GetInt32(2),
                    rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3),
                    rows.IsDBNull(4) ? null : rows.GetFieldValue<DateOnly>(4)
                ),
                rows.IsDBNull(5) ? null : rows.GetString(5),
                NeighbourReader.Read(rows, 6)
            );

        return found;
    }

    private sealed class Question
    {
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<Dictionary<string, AskedStatus>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What the database says of the status of now.</summary>
/// <param name="Place">Which view it is.</param>
/// <param name="MergedInto">Id of the one it went on in; empty: no source says in which; null: it did not.</param>
/// <param name="Neighbours">The negotiations that name it.</param>
public sealed record AskedStatus(StatusPlace Place, string? MergedInto, Neighbours Neighbours);
