using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>
/// How much of the server one caller may take, from <c>limits</c>. No one who works by hand meets these; a program
/// that does is shown how long to wait.
/// </summary>
/// <param name="CountsRequests">False where no one but this machine can call, unless limits or a proxy are
/// configured.</param>
/// <param name="PerKey">Requests a minute with one key, or by one subject of tokens.</param>
/// <param name="PerAddress">Requests a minute from one address, over all keys: a whole office may share it.</param>
/// <param name="Replays">Answers folded at one time, on this node; the rest wait.</param>
/// <param name="ReplaysPerCaller">Of those, by one caller.</param>
/// <param name="Exports">Files written at one time, on this node; one more is refused.</param>
/// <param name="ExportsPerCaller">Of those, by one caller.</param>
/// <param name="RequestTime">After it a request is given up.</param>
internal sealed record LimitSettings(
    bool CountsRequests,
    int PerKey,
    int PerAddress,
    int Replays,
    int ReplaysPerCaller,
    int Exports,
    int ExportsPerCaller,
    TimeSpan RequestTime
)
{
    public const int MaxRequestLine = 8 * 1024;
    public const int MaxHeaders = 16 * 1024;
    public const int MaxHeaderCount = 64;

    public static LimitSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("limits");
        var settings = new LimitSettings(
            section.GetValue(
                "requests:count",
                defaultValue: section.GetSection("requests").Exists()
                    || configuration.GetSection("proxy:known").Exists()
                    || !PublicAddress.IsThisMachineOnly(configuration["urls"])
            ),
            section.GetValue("requests:perKey", defaultValue: 6000),
            section.GetValue("requests:perAddress", defaultValue: 12000),
            section.GetValue("replays:atOnce", defaultValue: 2 * Environment.ProcessorCount),
            section.GetValue("replays:perCaller", defaultValue: Environment.ProcessorCount),
            section.GetValue("exports:atOnce", defaultValue: 8 * Environment.ProcessorCount),
            section.GetValue("exports:perCaller", defaultValue: 2 * Environment.ProcessorCount),
            TimeSpan.FromSeconds(section.GetValue("requestSeconds", defaultValue: 30))
        );
        return
            settings
                is {
                    PerKey: > 0,
                    PerAddress: > 0,
                    Replays: > 0,
                    ReplaysPerCaller: > 0,
                    Exports: > 0,
                    ExportsPerCaller: > 0,
                    RequestTime.Ticks: > 0
                }
            ? settings
            : throw new InvalidOperationException(
                "Every number under 'limits' is above zero; limits:requests:count=false counts nothing."
            );
    }
}
