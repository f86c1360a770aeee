using System.Globalization;

namespace Negotiations.Server.Webhooks;

/// <summary>How webhooks are sent, from <c>webhooks</c>.</summary>
/// <param name="Backoff">How long after each failed attempt the next one follows; after the last of them a delivery
/// is parked.</param>
/// <param name="Timeout">How long a receiver may take to answer.</param>
/// <param name="Sweep">How often what may have been lost between a commit and a queue is looked for. Nothing waits
/// for it while all goes well.</param>
/// <param name="Poll">How often the queue looks for attempts whose time has come.</param>
/// <param name="MostPerOwner">Subscriptions one owner may have.</param>
/// <param name="OnDemandAMinute">Tests and redeliveries one owner may ask for in a minute.</param>
/// <param name="Ports">That receivers may listen on; receivers on this machine on any.</param>
/// <param name="AllowsLocal">Receivers on this machine, over HTTP: for trying things out and for tests.</param>
internal sealed record WebhookSettings(
    IReadOnlyList<TimeSpan> Backoff,
    TimeSpan Timeout,
    TimeSpan Sweep,
    TimeSpan Poll,
    int MostPerOwner,
    int OnDemandAMinute,
    bool AllowsLocal,
    IReadOnlyList<int> Ports
)
{
    /// <summary>
    /// How long what was signed with a secret that was replaced is also signed with the new one's predecessor.
    /// </summary>
    public static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    // Seconds for a hiccup, hours for a night, three days for a weekend.
    private const string ThreeDays =
        "0:0:5, 0:1:0, 0:5:0, 0:30:0, 1:0:0, 2:0:0, 4:0:0, 8:0:0, 14:0:0, 14:0:0, 14:0:0, 14:0:0";

    public static WebhookSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("webhooks");
        var backoff = (section["backoff"] ?? ThreeDays)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text =>
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var pause) && pause > TimeSpan.Zero
                    ? pause
                    : throw new InvalidDataException(
                        $"webhooks:backoff holds '{text}', which is no span of time. Write "
                            + "hours:minutes:seconds, parted by commas."
                    )
            )
            .ToArray();
        return new WebhookSettings(
            backoff,
            section.GetValue("timeout", TimeSpan.FromSeconds(15)),
            section.GetValue("sweep", TimeSpan.FromSeconds(30)),
            section.GetValue("poll", TimeSpan.FromSeconds(5)),
            section.GetValue("perOwner", 20),
            section.GetValue("onDemandAMinute", 60),
            section.GetValue("allowLocal", defaultValue: false),
            ReadPorts(section["ports"] ?? "443, 8443")
        );
    }

    private static int[] ReadPorts(string text) =>
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(each =>
                    ushort.TryParse(each, CultureInfo.InvariantCulture, out var port) && port > 0
                        ? (int)port
                        : throw new InvalidDataException(
                            $"webhooks:ports holds '{each}', which is no port. Write numbers from 1 to 65535, parted "
                                + "by commas."
                        )
                ),
        ];
}
