using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>Which server is asked, and with which key.</summary>
/// <param name="Server">Absolute, without a slash at the end; may have a path when the server is behind
/// another.</param>
/// <param name="Key">Null: asked without one.</param>
/// <param name="KeyRemark">Why a key that seems to be there is not sent; null when there is nothing to say.</param>
internal sealed record Connection(string Server, string? Key, string? KeyRemark)
{
    public const string DefaultServer = "http://127.0.0.1:5080";

    public static Connection Of(ConnectionSettings settings, CommandEnvironment environment)
    {
        var profile = Profile.Read(environment.SettingsFolder, settings.Profile);
        // A profile asked for by name is an argument of this call; the environment was set for all of them.
        var isNamed = settings.Profile is not null;
        var server = Normal(
            FirstOf(
                settings.Server,
                isNamed ? profile.Server : null,
                environment.Variable("NEGOTIATIONS_SERVER"),
                profile.Server
            ) ?? DefaultServer
        );

        // The key of a profile belongs to the server of that profile; another one named for one call must not get it.
        var isForThisServer = profile.Server is null || Normal(profile.Server) == server;
        var profileKey = isForThisServer ? profile.Key : null;
        var key = FirstOf(isNamed ? profileKey : null, environment.Variable("NEGOTIATIONS_KEY"))
            ?? FirstOf(ReadKeyFile(environment.Variable("NEGOTIATIONS_KEY_FILE")), profileKey);
        var remark =
            key is null && profile.Key is not null
                ? $"The key of the profile is for {profile.Server} and was not sent to {server}."
                : null;
        return new Connection(server, Checked(key), remark);
    }

    private static string? FirstOf(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
            if (!string.IsNullOrWhiteSpace(candidate))
                return candidate.Trim();

        return null;
    }

    private static string Normal(string server)
    {
        if (
            Uri.TryCreate(server, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Query.Length == 0
            && uri.UserInfo.Length == 0
        )
            return uri.GetLeftPart(UriPartial.Path).TrimEnd('/');

        throw CommandFailedException.Usage(
            $"'{server}' is not the address of a server. Write it as {DefaultServer} or "
                + "https://negotiations.example.org."
        );
    }

    // A file that others can read is accepted: secrets mounted into a container have such rights.
    private static string? ReadKeyFile(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
            return null;

        try
        {
            return File.ReadAllText(file) is var text && !string.IsNullOrWhiteSpace(text)
                ? text
                : throw new CommandFailedException(
                    ExitCode.Key,
                    $"NEGOTIATIONS_KEY_FILE names {file}, which is empty."
                );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                ExitCode.Key,
                $"NEGOTIATIONS_KEY_FILE names {file}, which cannot be read: {unreadable.Message}"
            );
        }
    }

    // Never shows the key.
    private static string? Checked(string? key) =>
        key is null || key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw new CommandFailedException(
                ExitCode.Key,
                "The key has blanks or letters no key has. It is one line beginning with ngt_."
            );
}
