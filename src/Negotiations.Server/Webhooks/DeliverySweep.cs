using Negotiations.Server.Jobs;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Webhooks;

/// <summary>Finds what fell between a commit and a queue, and clears away what is done with.</summary>
internal sealed class DeliverySweep(Database database, JobQueue queue, Lazy<SecretBox> secrets)
{
    private const string Delivery = $"{Tables.Schema}.delivery";

    public async Task RunAsync(CancellationToken stop)
    {
        await using (var clear = database.Source.CreateCommand($"delete from {Delivery} where state <> 'pending' and created_at < clock_timestamp() - interval '{WebhookSettings.DaysKept} days'"))
            await clear.ExecuteNonQueryAsync(stop);

        foreach (var subscription in await ForgottenAsync(stop))
            await queue.SendAsync(new DeliverDue(subscription));
    }

    // Due, and nobody sends it: its message was lost with a node, or came when as many were being sent as may be.
    private async Task<List<Guid>> ForgottenAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select distinct d.subscription from {Delivery} d join {Tables.Schema}.subscription s on s.id = d.subscription
            where d.state = 'pending' and d.next_try <= clock_timestamp() and (d.claimed_until is null or d.claimed_until < clock_timestamp()) and (s.state = 'active' or d.type = '{DeliveryStore.TestType}') and s.sealed_with = $1
            """);
        command.Parameters.AddWithValue(secrets.Value.Name);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Guid> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(rows.GetGuid(0));

        return found;
    }
}
