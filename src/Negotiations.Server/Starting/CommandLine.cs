using Negotiations.Search;

namespace Negotiations.Server.Starting;

/// <summary>What the one command takes. Everything else is configuration (environment or appsettings).</summary>
/// <param name="Settings">Configuration values the arguments stand for.</param>
/// <param name="Mistake">A sentence about the first argument that is not understood; null when all are.</param>
/// <param name="WantsHelp">Asked for the list.</param>
/// <param name="WantsVersion">Asked for the version.</param>
/// <param name="Check">The address of a running server to ask whether it is ready, in place of starting one; null
/// starts one.</param>
internal sealed record CommandLine(
    IReadOnlyDictionary<string, string?> Settings,
    string? Mistake,
    bool WantsHelp,
    Uri? Check = null,
    bool WantsVersion = false
)
{
    private static readonly string[] Options =
    [
        "--urls",
        "--data",
        "--no-casebook",
        "--no-download",
        "--pg-download",
        "--accept-new-key",
        "--reader",
        "--check",
        "--version",
        "--help",
    ];

    public const string Help = """
        negotiations server

          --urls URL[;URL]   where to listen            (default http://127.0.0.1:5080, this machine only)
          --data DIR         keys and the database      (default: the user's data folder)
          --no-casebook      do not load the casebook into an empty store
          --no-download      fetch no PostgreSQL where none is installed
          --pg-download V    fetch PostgreSQL V then, once, in place of 17
          --accept-new-key   start although the log is signed by another key; nothing is signed then
          --reader           only read the database of the connection string, such as a standby
          --check URL        ask the server there whether it is ready: exit code 0 if it is, else 1
          --version          the version of this program
          --help             this text

        ConnectionStrings__negotiations=...  use this PostgreSQL and start none
        NEGOTIATIONS_PG_BIN=DIR              use the server programs in this folder
        READING__CLOSED=true                 reading needs a key too
        docs/settings.md lists every setting; one that is misspelt stops the start.
        """;

    public static CommandLine Read(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>();
        Uri? check = null;
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            switch (name)
            {
                case "--help" or "-h":
                    return new CommandLine(settings, null, WantsHelp: true);
                case "--version":
                    return new CommandLine(settings, null, WantsHelp: false, WantsVersion: true);
                case "--no-casebook":
                    settings["casebook"] = "false";
                    break;
                case "--no-download":
                    settings["postgres:download"] = "off";
                    break;
                case "--accept-new-key":
                    settings["ledger:acceptNewKey"] = "true";
                    break;
                case "--reader":
                    settings["reader"] = "true";
                    break;
                case "--urls" or "--data" or "--pg-download" or "--check":
                    value ??= ++i < args.Count ? args[i] : null;
                    if (string.IsNullOrEmpty(value))
                        return new CommandLine(settings, $"{name} needs a value.", WantsHelp: false);

                    if (name == "--check")
                    {
                        if (
                            !Uri.TryCreate(value, UriKind.Absolute, out check)
                            || check.Scheme is not ("http" or "https")
                        )
                            return new CommandLine(
                                settings,
                                $"--check needs the address of a server, such as http://127.0.0.1:5080, not '{value}'.",
                                WantsHelp: false
                            );

                        break;
                    }

                    settings[name == "--pg-download" ? "postgres:download" : name[2..]] = value;
                    break;
                default:
                    return new CommandLine(
                        settings,
                        $"'{args[i]}' is not understood.{NearestName.Ask(name, Options)}",
                        WantsHelp: false
                    );
            }
        }

        return new CommandLine(settings, null, WantsHelp: false, check);
    }

    private static (string Name, string? Value) Split(string arg)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (arg, null) : (arg[..equals], arg[(equals + 1)..]);
    }
}
