using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;
using Negotiations.Events;
using Negotiations.Store.Setup;

namespace Negotiations.Benchmarks;

/// <summary>
/// What a project without a fold of its own would keep: Marten's single-stream projection of the same events, as a
/// document.
/// </summary>
public sealed class PlainView
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public long Version { get; set; }

    public int Rounds { get; set; }

    public List<string> Clashes { get; set; } = [];

    public List<TollReported> Tolls { get; set; } = [];

    public List<string> Meetings { get; set; } = [];

    public List<MilestoneReported> Milestones { get; set; } = [];

    public List<string> Statements { get; set; } = [];
}

/// <summary>
/// It adds what each event says and knows no clocks, no corrections, no sources: less work than ours for every event.
/// </summary>
public sealed partial class PlainProjection : SingleStreamProjection<PlainView, string>
{
    public override PlainView? Evolve(PlainView? snapshot, string id, IEvent e)
    {
        var view = snapshot ?? new PlainView { Id = id };
        view.Version = e.Version;
        switch (e.Data)
        {
            case NegotiationOpened opened:
                view.Title = opened.Title;
                break;
            case RoundHeld:
                view.Rounds++;
                break;
            case ClashReported clash:
                view.Clashes.Add($"{clash.Occurred} {clash.ClashId}");
                break;
            case TollReported toll:
                view.Tolls.Add(toll);
                break;
            case MeetingHeld meeting:
                view.Meetings.Add($"{meeting.Occurred} {meeting.MeetingId}");
                break;
            case MilestoneReported milestone:
                view.Milestones.Add(milestone);
                break;
            case StatementIssued statement:
                view.Statements.Add($"{statement.Occurred} {statement.Summary}");
                break;
            default:
                break;
        }

        return view;
    }

    /// <summary>Marten over the same events, its documents in a schema of their own.</summary>
    public static DocumentStore Over(string connectionString) =>
        DocumentStore.For(options =>
        {
            EventStore.Configure(options, connectionString, AutoCreate.CreateOrUpdate);
            options.Storage.ExtendedSchemaObjects.Clear();
            options.DatabaseSchemaName = "plain";
            options.Events.DatabaseSchemaName = "negotiations";
            options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            options.Projections.Add(new PlainProjection(), JasperFx.Events.Projections.ProjectionLifecycle.Async);
        });

    public static async Task RebuildAsync(DocumentStore store, CancellationToken stop)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<PlainProjection>(TimeSpan.FromMinutes(30), stop);
    }
}
