using Negotiations.Cli.Running;

namespace Negotiations.Cli.Connecting;

/// <summary>Says once that a server is older than this program: it may refuse what the program knows. A newer one may
/// know more, and answers all the same.</summary>
internal sealed class ServerVersionCheck(CommandEnvironment environment, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private const string Header = "Server-Version";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (
            !environment.HasWarnedOfVersion
            && response.Headers.TryGetValues(Header, out var values)
            && values.FirstOrDefault() is { } text
            && Version.TryParse(text.Split('-')[0], out var server)
            && server < Version.Parse(environment.Version.Split('-')[0])
        )
        {
            environment.HasWarnedOfVersion = true;
            await environment.NoticeAsync(
                $"Warning: the server is of version {server}, older than this program ({environment.Version}). It may "
                    + "refuse options it does not know."
            );
        }

        return response;
    }
}
