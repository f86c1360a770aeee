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
    public async Task<StatusPlace?> AskAsync(string id, CancellationToken stop)
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
        return found.TryGetValue(id, out var place) ? place : null;
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

    private async Task<Dictionary<string, StatusPlace>> AskAsync(string[] ids)
    {
        await using var command = database.Source.CreateCommand(
            $"select id, version, erasures, next_turn, turned_on from {Tables.Schema}.status where id = any($1)"
        );
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        await using var rows = await command.ExecuteReaderAsync();
        Dictionary<string, StatusPlace> found = new(ids.Length, StringComparer.Ordinal);
        while (await rows.ReadAsync())
            found[rows.GetString(0)] = new StatusPlace(
                rows.GetInt64(1),
                rows.GetInt32(2),
                rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3),
                rows.IsDBNull(4) ? null : rows.GetFieldValue<DateOnly>(4)
            );

        return found;
    }

    private sealed class Question
    {
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<Dictionary<string, StatusPlace>> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
