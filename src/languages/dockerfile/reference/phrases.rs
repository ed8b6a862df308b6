//! Parts of lines that public Dockerfiles have in common.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
FROM\nRUN\ninstall\nupdate\ncom\nRUN\tRUN\nCMD\nENV\nbin\nusr\nCOPY\nWORKDIR\nhttps\nvar\nEXPOSE\nmkdir\n\
FROM\tMAINTAINER\netc\nENV\tRUN\nENTRYPOINT\ncurl\nadd\nCOPY\tRUN\nRUN\tCOPY\napt-get update\nbuild\nFROM\tRUN\n\
cache\nchmod\ngit\ndev\necho\napt-get install\nalpine\nwget\nRUN apt-get\nADD\ntmp\nENV\tENV\nclean\norg\n\
python\ntar\ndocker\nbash\nroot\nRUN mkdir\nRUN\tENV\nRUN\tWORKDIR\nconf\nhttp\nrm -rf /var\nsrc\nCOPY\tCOPY\n\
app\nconfig\nhttps://github.com\ndownload\nVOLUME\nrun\nlinux\nvar/lib/apt\nRUN apk\nADD\tRUN\nno-cache\n\
lib/apt/lists\napk add\nlatest\nWORKDIR\tRUN\nRUN\tADD\nrf /var/lib\nUSER\nMAINTAINER\tRUN\nnode\nopt\nchown\n\
make\nusr/local/bin\nRUN chmod\nARG\nFROM\tENV\nEXPOSE\tCMD\nFROM ubuntu\nusr/bin\nRUN\tEXPOSE\npip install\n\
base\nupgrade\ndata\nWORKDIR\tCOPY\nentrypoint\nca-certificates\nENTRYPOINT\tCMD\nwww\nFROM alpine\nRUN echo\n\
debian\nserver\namd64\ntxt\nzip\nRUN\tCMD\nupdate && apt-get\nsed\nset\nMAINTAINER\tENV\nnoninteractive\nhome\n\
get update && apt\nunzip\nRUN curl\nDEBIAN_FRONTEND\nno-install-recommends\nlog\nstart\nversion\ndeb\n\
gmail.com\njson\nreleases/download\napt-get clean\ntrue\nopenssl\ngcc\nRUN\tFROM\nnet\nall\nFROM\tLABEL\nmain\n\
RUN\tENTRYPOINT\nCOPY --from\nFROM\tCOPY\nphp\nRUN\tUSER\ndir\nrelease\napt\tapt\n&& apt-get\nbin/bash\n\
ARG\tARG\ngit clone\npython3\ndpkg\nRUN apk add\nkey\ny install\nENV PATH\nRUN\tVOLUME\nFROM\tWORKDIR\n\
add --no-cache\nutils\ndefault\nbuild-essential\nADD\tADD\nclient\nFROM node\nconfigure\njava\nRUN wget\n\
usr/share\nslim\nnginx\ntools\nuseradd\nWORKDIR /app\nname\nvar/cache\n&& mkdir\nsbin\nx86_64\nconf /etc\ngpg\n\
FROM\tARG\nexport\nfalse\nLABEL maintainer\nFROM debian\ndist\nCOPY\tWORKDIR\nEXPOSE\tENTRYPOINT\nnodejs\nUTF\n\
html\nfor\nCOPY\tENTRYPOINT\nRUN pip install\nwith\nENV\tCOPY\nyes\nRUN npm install\nARG\tRUN\ncommon\npurge\n\
package\nopenssh\ninit\nopenjdk\nfile\nFROM python\napt\t&& apt\nuser\nremove\nUSER\tRUN\nusr/src\napk del\n\
test\nindex\nsudo\nmake install\nexec\nCOPY\tEXPOSE\ny --no-install\nENV\tWORKDIR\nruby\nmysql\narchive\n\
source\nRUN set\ncli\nkeyserver\nmaster\ntype\n&& echo\nstable\nadduser\n&& chmod\nfiles\ndeps\n&& curl\n\
var/www\nARG\tFROM\nchmod +x /usr\nvar/log\nrequirements.txt\nUSER root\nscripts\nini\nCOPY\tENV\ninstaller\n\
autoremove\n&& tar\nfind\nenv\nvim\nusr/lib\napache\nenable\netc/apt/sources\napt/sources.list\n\
DEBIAN_FRONTEND=noninteractive\ngrep\ncore\ngit clone https\nCOPY\tCMD\napt-key\nclone https://github\n\
downloads\nsetup\ntarget\nasc\nwget https\nstrip-components\ndocker-entrypoint\nlibssl-dev\ndone\nHOME\nxzf\n\
repository\nFROM golang\nrecv-keys\nARG\tENV\nRUN chown\nLABEL\tRUN\nVERSION\nget -y install\nVOLUME\tEXPOSE\n\
pkg\npackages\nsupervisor\nrm -rf /tmp\nssh\nservice\nsdk\n&& wget\nRUN sed\ngnupg\njdk\ngoogle\nthen\nprint\n\
mkdir -p /usr\nWORKDIR\tCMD\nzlib1g-dev\nx /usr/local\nrepo\nexit\netc/nginx\nWORKDIR\tENTRYPOINT\ncat\nyarn\n\
RUN yum\nclean all\nENTRYPOINT [\"/usr\nENV LANG\nCOPY docker\njar\nxml\nWORKDIR\tEXPOSE\nbin:$PATH\njre\n\
composer\nen_US.UTF\npip3 install\nsetuptools\nCMD [\"/usr\ninclude\necho \"deb\nsha256sum\npython-pip\nfpm\n\
global\nsystem\nWORKDIR\tENV\nzlib\nRUN git clone\ngem install\nproduction\nLC_ALL\nvar/cache/apk\n\
COPY --from=builder\nurl\nxargs\nsha256\noutput\nEXPOSE\tEXPOSE\nlocalhost\nusr/sbin\ndev/null\npub\n\
rf /var/cache\nlock\ncd /tmp\nhost\nRUN groupadd\nwww-data\npublic\nopenssl-dev\ncheck\ncmd\nENV\tCMD\nlocale\n\
EXPOSE\tVOLUME\napt/lists/* /tmp\nforce\ndisable\ntzdata\necho\techo\nENV\tEXPOSE\nawk\nLABEL\tENV\n\
architecture\nvar/run\nln -s /usr\napt-get purge\ny update\ninfo\ntee\nplugins\nstatic\nstorage\n\
ENV DEBIAN_FRONTEND noninteractive\nyum install\nimage\nssl\nautoconf\ntmp/* /var/tmp\nENV\tADD\nWORKDIR\tADD\n\
x64\nquiet\nelse\npath\nand\npostgresql\nplatform\nsoftware-properties-common\nmusl\ndevel\nshared\nformat\n\
jessie\nENV\tENTRYPOINT\nSHELL\ncd /usr\nerror\nmkdir -p /var\ngroup\nno-cache-dir\n&& chown\nFROM centos\n\
sh /usr/local\nsort\nlinux-amd64\ncreate\nbzip2\ncmake\ngo build\narch\ntgz\nhelp\npassword\nCOPY package\n\
libxml2-dev\nyml\nlibffi-dev\noff\nsites\nr requirements.txt\nWORKDIR /home\nFROM php\npython-dev\n\
WORKDIR /tmp\nUSER\tWORKDIR\nbind\ncode\nnot\npackage.json\nRUN apk update\ndaemon\nmbstring\nWORKDIR /usr/src\n\
lists/* /tmp/* /var\nvar/www/html\nraw.githubusercontent.com\nweb\nhttps://raw.githubusercontent\nas builder\n\
AS builder\ntouch\nbundle\nCGO_ENABLED\napt-get autoremove\napk add --update\nRUN useradd\naddgroup\n\
openssh-client\nmaven\nrepos\navailable\nno-cache --virtual\ns /bin\nFROM\tUSER\nbuild-base\nhttps://www\n\
WORKDIR /opt\ncontainer\nppa\nVOLUME\tWORKDIR\nFROM\tADD\nlinux-headers\nRUN tar\nADD https\nRUN\tARG\n\
apt-key add\np /usr/src\nLinux\nhttps://download\nnproc\nVOLUME\tENTRYPOINT\nstretch\ngoogle.com\nno-cache add\n\
rpm\nlogs\narm64\ndocker-php-ext\ntemplates\nlocales\napk --no-cache\nENV HOME\nCOPY --from=build\nsqlite\n\
perl\n&& apk add\nbootstrap\nusr/local/etc\nFROM ruby\nlibc6\ndescription\ngid\nENTRYPOINT [\"/entrypoint\nuid\n\
pkg-config\nVOLUME /var\nphp.ini\nGOPATH\nexample\nAS build\nredis\nADD\tWORKDIR\nFROM\tFROM\nCOPY entrypoint\n\
sshd\nprefix\nlibrary\nmod\ndate\n&& export\ninstall -r requirements\ngo get\nlibjpeg\nbusybox\ncloud\ndepth\n\
opcache\ngsub\nusr/src/app\nvendor\norg/dist\nconf /etc/nginx\nftp\ndoc\nVOLUME\tCMD\n&& sed\nwget http\n\
openssh-server\nshell\netc/apache2\nprintf\nLANGUAGE\nEXPOSE\tWORKDIR\nmkdir\t&& tar\nphar\nplugin\n\
C /usr/local\necho \"deb http\nC.UTF\nproxy\ny --auto-remove\nusr/local/lib\ninstall --upgrade pip\n\
COPY docker-entrypoint\nneeded\nEXPOSE\tRUN\nFROM\tEXPOSE\npasswd\napt-get upgrade\npurge -y --auto\ndotnet\n\
RUN wget https\nLABEL\tLABEL\npip install --upgrade\ngpg --batch --verify\nmcrypt\ndependencies\nFROM gcr\n\
go/bin\nkubernetes\napi\nyum clean all\nFROM alpine:latest\ndir=/usr\nFROM scratch\nRUN gem install\nthe\n\
COPY\tARG\nzlib-dev\nUSER\tENTRYPOINT\nproject\nkeyserver.ubuntu.com\nWORKDIR /root\npython3-pip\n&& apk del\n\
./configure\nlocale-gen\nmkdir -p /opt\ninstall -y wget\nENV\tARG\nhttpd\nextract\na2enmod\nxz-utils\n\
gpg --keyserver\ntar -xzf\nFROM nginx\nsleep\nvirtual .build-deps\nbin/docker\nudp\nphp-ext-install\n\
HEALTHCHECK\nschema\npdo_mysql\napt-transport-https\nDocker\nawscli\nmake\t&& make\nintl\nnano\ndefault.conf\n\
apk upgrade\nVOLUME\tVOLUME\nedge\nsite\nepel-release\ntemplate\ndirectory\nMAINTAINER\tCOPY\nlibstdc\n\
python\tpython\n&& useradd\nmkdir /var\ncache --virtual .build\nyaml\nUSER\tENV\nautomake\n/usr\nusr/include\n\
add-apt-repository\nhttps://getcomposer.org\nreadline\npdo\nnode_modules\nnginx/nginx.conf\nEXPOSE\tENV\nlibs\n\
echo\t&& echo\ncurl -sSL\nRUN pip3 install\ninstall -y git\nlinux/amd64\nphp-fpm\ntcp\n\
getcomposer.org/installer\n&& unzip\nFROM openjdk\no /tmp\ntimeout\ncfg\nCMD\tEXPOSE\npowershell\nx /usr/bin\n\
only\nfull\nusermod\nlibc-dev\nindex.html\nhttp://download\nARG\tCOPY\nconfigure\t&& make\nbashrc\nas build\n\
entrypoint.sh /entrypoint\napt install\ninstall --no-install\nRUN yum install\netc/nginx/nginx\nARCH\ncron\n\
ADD\tEXPOSE\nrepositories\nVOLUME\tRUN\nCMD [\"python\nlibpng-dev\nnetwork\nwork\nCOPY\tVOLUME\naarch64\n\
curl https\nlocal/etc/php\nsupervisord.conf /etc\ndelete\n| awk\nENV LC_ALL\nENV JAVA_HOME\ncurl -sL https\n\
src/github.com\nWORKDIR /var/www\ncase\nCOPY\tFROM\nmcr.microsoft.com\nport\nFROM mcr.microsoft\ncreate-home\n\
&& ./configure\ndisabled\nawk\t| sort\ntimezone\nwww-data:www\ndata:www-data\nENTRYPOINT [\"docker\n\
python3-dev\nFROM --platform\nxvf\ninstall --no-cache\ndaemon off\nmirror\nsort\t| xargs\nnginx.conf /etc\n\
fonts\nnobody\nwith\t--with\nsks-keyservers.net\npool.sks-keyservers\nyarnpkg.com\nlibsqlite3-dev\nC /opt\n\
pecl install\noracle\nmkdir -p /etc\nlibpq-dev\nWORKDIR /go/src\nARG\tWORKDIR\nkubectl\nout\nedu\nADD\tCMD\n\
libtool\npear\nconda\nrm\tmkdir\nscript\ngettext\nUSER\tCOPY\ncerts\ntrusty\nautoclean\nCOPY src\n&& npm\n\
cd /opt\nexport GNUPGHOME=\"$(mktemp\nENTRYPOINT [\"/usr/bin\nself\napplication\napt-utils\nRUN adduser\n\
COPY\tUSER\nldconfig\nDEBIAN_FRONTEND=noninteractive apt\nyum -y install\n&& adduser\nfoo\nUSER\tCMD\n\
--disable\nENV VERSION\nhello\nrm\t&& apt\nrm /tmp\nmysql-client\ndeb.nodesource.com\nwget https://github\n\
noninteractive apt-get\nDockerfile\ndistroless\nmanager\nchown\tchmod\nwithout\ncurl\tgit\n&& make install\n\
libreadline-dev\nncurses\nphp7\nglibc\nimagemagick\ngzip\nextra\nFROM base\nCOPY requirements.txt\n\
https://deb.nodesource\nnone\nproc\nnew\nbuilds\nalpine3\nlinux-x86_64\nsum\nEXPOSE\tCOPY\ntags\nyum\tyum\n\
LABEL\tCOPY\ntar xzf\nrm -rf /usr\netc/nginx/conf\nentrypoint.sh /usr\nallow\nrsync\nwhich\nbaseimage\npatch\n\
import\nRUN echo \"deb\npermissions\nRUN addgroup\ncom/linux\nCOPY config\nALL\nfix\nnon\nldap\nsqlite3\n\
startup\nbranch\njupyter\nrecursive\ncd /usr/src\nfind /usr/local\netc/sudoers\netc/localtime\nexe\n\
apk\t&& apk\nnumpy\ncurl\t&& curl\nrootfs\nca\tcurl\nx86\nenable\t--enable\ndll\nextensions\nlicense\n\
MAINTAINER\tLABEL\ncurl -sS https\nAPT::AutoRemove::RecommendsImportant\ncurl -fsSL\nnet-tools\n8-jdk\n\
git checkout\nWORKDIR /src\nnet --recv-keys\no APT::AutoRemove\nAutoRemove::RecommendsImportant=false\nbuster\n\
Version\nadmin\nmongodb\nwget\ttar\ncoreutils\nlibfreetype6-dev\nCOPY package.json\ntests\ntini\nprocps\nrsa\n\
support\ndl.google.com\nCMD [\"/usr/bin\nusr/share/nginx\nFROM debian:jessie\ng' /etc\nmv /tmp\nerror.log\n\
docker.com\nRUN --mount=type\nsub\nOutFile\nbullseye\ndo\tdone\napt-key adv\nWORKDIR /code\ndev/stdout\n\
go/src/github\nremove -o APT\nSHELL\tENV\nForce\nObject\nRemove\tRemove\nselect\nphp5\nxenial\ntesting\n\
sites-available\nENV PORT\nFROM\tSHELL\nstatus\ncgi\ni386\nxterm\nrm\t&& mkdir\nkube\nsh /etc\namd64.tar\n\
access.log\nhttp://www\nLANG=en_US.UTF\nget -y update\nCMD [\"/bin/bash\nENTRYPOINT [\"/usr/local\nmode\nfinal\n\
LDFLAGS\nrequests\nTERM\niconv\napk\tapk\nsecurity\ncurl\t&& chmod\nk8s\nENV\tUSER\ntxt /tmp\nADD run\n\
dpkg --print-architecture\nha.pool.sks\n&& pip install\nconf /etc/supervisor\nkeyserver keyserver.ubuntu\n\
rm -rf \"$GNUPGHOME\nCFLAGS\nmodules\nENV NODE_VERSION\nhttp://localhost\nName\nif\telse\nruntime\nFROM\tCMD\n\
keyservers.net --recv\nphp-ext-enable\netc/supervisor/conf\nexec ldd\nmusl-dev\nENTRYPOINT [\"/bin\nlinux-gnu\n\
FAILED\nbeta\nservices\nubuntu.com --recv\ninstall -y curl\nRUN docker-php\nARG VERSION\nRUN /usr\n\
VOLUME [\"/var\nbundle install\nsig\nminimal\nchpasswd\npcre\nenvironment\nshell /bin\nRUN dpkg\n8-jre\n\
x | bash\ndeb https\ninstall git\ntar.gz | tar\nsL https://deb\nwhile\nscipy\norg\torg\necho\tapt\ncontainers\n\
from=builder /app\nf /tmp\ncase\tesac\nmkdir\ttar\nbcmath\nclang\nRUN apt update\nasc \"https\nRUN make\n\
org/download\ncomposer.phar\nCMD [\"node\ngpg --batch --keyserver\nshare/nginx/html\nphp-ext-configure\n\
storage.googleapis.com\nDownloading\nquay\nThe\nbower\nheadless\nEXPOSE\tADD\nRemove-Item\nInvoke-WebRequest\n\
apk update && apk\norg/installer | php\nwww-data /var\nlibcurl4-openssl-dev\nzxf\nmysqli\nxdebug\nCMD\tRUN\n\
missing\nWrite-Host\nErrorActionPreference = 'Stop\nProgressPreference = 'SilentlyContinue\ncurl wget\nany\n\
libgcc\nassets\nsilent\nARG\tLABEL\nmkdir\t&& chown\nnotebook\nAS base\nturbo-dev\nzip https\netc/profile\n\
Write\texit\nare\nelif\nENV PYTHONPATH\nGOOS=linux\nmkdir /etc\nO /tmp\nRUN bash\nRUN sudo\ndev/stderr\n\
libbz2-dev\nREADME\ncom --recv-keys\nrm /etc\nsh /tmp\nCMD [\"--help\nfor\tdone\ng\tgcc\nxvfb\nwget\t&& wget\n\
address\ns /bin/bash\nfor key\nCOPY --chown\netc/ssh\nCOPY . /app\nFROM docker\nNAME\nSHELL\tRUN\nref\n\
echo\t&& apt\nmkdir\tchown\nchown -R www\ny && apt-get\ninstall -y nodejs\nln -s /opt\nbar\nsetopt\ncontrib\n\
make\tmake\nVOLUME\tCOPY\nMAINTAINER\tARG\nlocation\nauth\nnpm\", \"start\ncurl git\nRUN set -eux\n\
type f -executable\nrm -f /etc\nusr/share/zoneinfo\nagent\nffmpeg\nworkspace\nfetch\napt-mark manual\n\
gpgconf --kill all\nmount=type=cache\nkeyserver ha.pool\ny build-essential\ndebian:bookworm-slim\n\
key adv --keyserver\no /app\nCMD [ \"node\nsh /opt\nRUN touch\nLICENSE\nRelease\njenkins\npython2\nsession\n\
NOPASSWD\nvirtualenv\noptional\nuse\n&& gpg --batch\ns /usr/local\n&& docker-php\ncurl -L https\netc/passwd\n\
RUN dnf\nbin:${PATH\nFROM buildpack-deps\napt-mark auto\nENV PATH $PATH\ninstall -y python\n\
&& export GNUPGHOME\nR www-data\nRUN go get\nmvn\ncd\t&& ./configure\nusers\nENTRYPOINT\tEXPOSE\ndocument\n\
EXPOSE\tUSER\nsystemd\ncontent\nENV LANGUAGE\nRUN go build\napt-mark showmanual\nauto '.*' > /dev/null\n\
mark auto '.*' > /dev\nsavedAptMark=\"$(apt-mark\napk del .build\nusr/lib/jvm\nProject\nignore\nCOPY\tADD\n\
xvzf\nxzvf\npgsql\npython3\tpython3\nsingle\nchannels\ncurl\t&& echo\nstable main\nlibmcrypt-dev\nRUN python\n\
mark manual $savedAptMark\nusr/bin/supervisord\nADD https://github\nlibsqlite3\tlibssl\nsrv\npwgen\nlisten\n\
py3\npython.org\nnodejs.org/dist\nRUN cd /tmp\netc/nginx/sites\nno-same-owner\nr apt-mark\nCOPY --link\n\
xargs -r apt\n1); if (index\nARG TARGETARCH\nindex(so, \"/usr\nso, \"/usr/local\nusr/local -type\n\
1) { next }; gsub\ntype=cache,target\ndpkg-query --search\nnext }; gsub(\"^/(usr\nlocal/\") == 1) { next\nps1\n\
Directory\no /usr/local\nENV LANG en_US\nsqlite-dev\nless\nWORKDIR\tVOLUME\nRUN yarn\ninstall python\n\
mkdir /opt\nkeyserver hkp\nsS https://getcomposer\np /var/www\ncurl --fail\ninstall curl\nFROM java\n\
libxslt-dev\ninstall --yes\nSystem\npull\npid\ncd\tgit\ngunicorn\nelasticsearch\nskip\nforeground\n\
update --no-cache\nVOLUME /var/lib\nini /etc\nrm\t&& chmod\ncdn\nADD\tENV\nbinutils\npostgres\narm\n\
ONBUILD\tONBUILD\nRUN export\nconfig.json\nrecv-keys \"$key\ntr\t| sort\nsort\t| awk\ninstall -y build\n\
with-jpeg-dir\nsoap\nmariadb\nENV\tVOLUME\ndocker\t&& docker\ncut\nchmod\t&& chmod\norg/pub\nforce-yes\n\
libjpeg-dev\nONBUILD RUN\nalpine as builder\nhttps://nodejs.org\napk --update add\nfirst\nwill\nfrontend\n\
USER\tEXPOSE\nzxvf\nwheel\nInstalling\necho\t&& mkdir\nif ((Get-FileHash\nmicrosoft.com/windows\n\
Algorithm sha256).Hash\ngithub.com/docker\nCOPY . /usr/src\nbin/node\nlinux-x64.tar\naws\ngenerate\ntail\n\
installed\nregistry\ntar.xz\" | sha256sum\nlocale-gen en_US\nFROM ubuntu:latest\ndebconf-set-selections\n\
ADD start\ndev python\nlibc6-dev\nscan\ncurl\tcurl\nldflags\nmercurial\nwget\tunzip\nWORKDIR\tUSER\n\
del .build-deps\nRUN apk --update\nsock\nPython\nlinux-musl\nFROM busybox\nreadline-dev\ntxt /app\n\
ENV CGO_ENABLED\nlibicu-dev\nWORKDIR /data\npython3 python3\ny ca-certificates\nscanelf --needed --nobanner\n\
jpeg-dir=/usr\nRUN mkdir /var\napt-get remove\nWindows\nPackage\ninternal\ntag\nwhl\ncnf\nAsia\npubkey\npy2\n\
stage\nENV YARN_VERSION\ntar.bz2\nRUN unzip\nroot:root\netc/timezone\nd /usr\nLANG en_US.UTF\ninstall-dir=/usr\n\
data /var/www\netc/supervisord.conf\nhttps://storage.googleapis\ncd\tgnuArch\ngpg\tgpgconf\nreadline\tsqlite\n\
savedAptMark\tapt\nwindowsservercore\ncommunity\nconfigure\tmake\nsys\nwrapper\ncurl\t&& gpg\nterraform\n\
disabled-password\n&& git clone\np /usr/local\nhttps://dl.google\nalpinelinux.org/alpine\nWait\nMinGit\n\
riscv64\nlibatomic1\nWrite\tWrite\ntest\t--with\nxargs\t| awk\nArgumentList\ncom/windows/servercore\nstrip-all\n\
world\nlinux\tmake\nEurope\nMAINTAINER\tADD\nGOARCH\nmysqlnd\nconf.d/docker\npython-setuptools\nremote\n\
gpg\tgpg\nRUN wget http\nyum -y update\napt-get dist\ntar.gz https\np /var/log\nusr/share/man\n\
ca-certificates curl\n0-alpine\nhttps://downloads\nissues\ngpg\t&& gpg\ngulp\nprod\nansible\nprogress\n\
memcached\nmkdir\tmkdir\noptions\nrsyslog\nDevelopment\napt\t&& curl\nstart.sh /start\n&& tar -xzf\n\
ENTRYPOINT [\"docker-entrypoint\nENV GOPATH\namazonaws.com\nVOLUME\tADD\ncopy\nADD\tENTRYPOINT\nwget\t&& echo\n\
echo\tmkdir\nSHELL [\"/bin/bash\nnpm run build\nRUN npm run\norg.label-schema\ntar -C /usr\nto the\npy-pip\n\
cp /usr\nsh /run\nexport PATH\nCOPY scripts\ninstall wget\nENV PYTHONUNBUFFERED\nalias\nazure\nmail\napt\tcurl\n\
icu\necho\t&& tar\nAPACHE_RUN_USER\nartifacts\norg/alpine/edge\ns /usr/share\nCMD [\"/run\nCOPY nginx\n\
go install\nhome/app\nlocal/bin/docker\nno-check-certificate\nEnvironment\nbackend\nUSERNAME\ncsproj\n\
curl\techo\ncurrent\nFROM --platform=$BUILDPLATFORM\nCOPY hello\nVOLUME /data\nhttp://archive\nd /var\nRUN cat\n\
gen en_US.UTF\ncrt\nbison\nmedia\ngradle\nsettings\ndevelopment\ntensorflow\nFROM\tENTRYPOINT\n\
upgrade --no-cache\nvar/run/sshd\nlib/jvm/java\nmkdir -p /home\nlinux-arm64\ndirectory /usr\nCMD [\"npm\n\
lsb-release\npostgresql-client\nHEALTHCHECK --interval\nCMD /bin\ncat /etc\napp/build\nbin/python3\n\
NoNewWindow\nrm\t&& apk\ntomcat\nlsb_release\ngdb\ndocs\nperm\ncompile\ndirmngr\nInstall\nAPACHE_RUN_GROUP\n\
tool\nRUN yum update\nreleases.hashicorp.com\nhttps://releases.hashicorp\nbuild-dependencies\nCOPY app\n\
make clean\nFROM fedora\nCMD curl\nENTRYPOINT [ \"/usr\n&& find /usr\nSHASUMS256.txt.asc\n\
bin --filename=composer\nENTRYPOINT [\"/docker-entrypoint\nLANG C.UTF\nwar\ndeploy\n$(test\nRUN setx\n\
mirror.gcr\nGet-Content\nPATH \"%PATH\nStart-Process\nUSER ContainerAdministrator\nadd bash\n\
https://yarnpkg.com\nconf.d/default\netc/apk/repositories\nRUN DEBIAN_FRONTEND=noninteractive\nmatch\ndebug\n\
pandas\nthreads\ndatabase\nsubversion\nwget\t&& tar\npkgs\nclear\nrm\t&& find\nTools\nPATH=$PATH\nENV NODE_ENV\n\
sbin/nologin\nARG BUILD_DATE\nENTRYPOINT [\"/app\ngpg --batch --decrypt\nbatch --decrypt --output\n\
d/default.conf\nL https://github\nnginx/sites-enabled\nsh /usr/bin\nbuildpack-deps:bookworm\nimages\nsymlink\n\
updates\ngcc\tgnupg\nfind\t&& apk\nTeam\nfirefox\nlibboost\nADD\tVOLUME\nCOPY main\nusr/local/include\n\
txt SHASUMS256.txt\noutput SHASUMS256.txt\nSHASUMS256.txt SHASUMS256\ndecrypt --output SHASUMS256\ngit curl\n\
git-core\nsh /root\nCMD [\"bash\ncom/debian\npython python\ndpkg-reconfigure\nconfig.yml\nwith-freetype-dir\n\
gem install bundler\nusr/local/share\nCOPY package*.json\netc/php/conf\ndoes not\nbase:latest\nd /opt\n&& dpkg\n\
add git\nO - https\nCMD [\"nginx\n&& set\nphp.net\ncompat\npdo_pgsql\nENTRYPOINT\tRUN\nalpha\nrm\t&& curl\n\
APACHE_LOG_DIR\nfindutils\nno-cache git\ntee /etc/apt\ng\", \"daemon off\nfreetype-dir=/usr\nd/www.conf\n\
RUN /bin\nproc/self\nprefix=/usr\nconfigure --prefix\nopenssl-devel\ncp /etc\ndst\nflask\nredhat\nlibyaml\n\
CHECKSUM\nrm\tapt\ncd\twget\none\nrunDeps\nMicrosoft\nfailed\nTrue\nusing\nlogging\nyarnpkg.com/downloads\n\
dpkg-architecture --query\narchitecture --query DEB_BUILD_GNU_TYPE\nCMD [\"/usr/sbin\ns /usr/bin\n\
RUN curl https\nlocal/bin/composer\nmake && make install\nhttps://bugs\nARG BASE_IMAGE\nC /tmp\nCOPY run\n\
bin/python\nVOLUME [\"/data\nversion ${VERSION\nutil-linux\nbug\nrequired\nbackup\nextension\nmkdir\t&& mkdir\n\
STOPSIGNAL\nenable\t--with\nRUN apt-key\ngpg | apt-key\nlabel-schema.vcs\nmain\" > /etc/apt\n\
pip install awscli\ntianon/gosu/releases\nLC_ALL=en_US.UTF\nf $env\nGet-ChildItem\nARG TARGETPLATFORM\n\
EnvironmentVariableTarget]::Machine\ncd /var\nENTRYPOINT [\"java\nc\", \"/etc\ngo.sum\nliblzma-dev\n\
batch --keyserver keyserver\ne /usr/local\n--build=\"$gnuArch\nsystem(\"[ -e /usr\n0 { next } { print\n\
1 \" ]\") == 0 { next\nf -executable -exec\nneeded --nobanner --format\ngnuArch=\"$(dpkg-architecture\n\
curl -sSL https\ndir=/usr/include\ngithub.com/tianon\nhttps://bootstrap.pypa\ncommand\ngit\tgit\n\
export\t&& gpg\nxsl\ntemp\nuwsgi\ngcc\tgit\nwebapps\napt\techo\nprojects\nlogrotate\nwget\twget\nVOLUME\tENV\n\
MAINTAINER\tWORKDIR\nhelm\nvalue\nfastcgi\ndaemonize\npreview\nsha512sum\norg --recv-keys\nkeys.openpgp.org\n\
FROM debian:trixie\ndebian:trixie-slim\nopenpgp.org --recv\nhkps://keys.openpgp\nFROM debian:bookworm\n\
keyserver hkps://keys\nbatch --keyserver hkps\nas base\nADD . /app\nCMD [\"/opt\nFROM maven\n| awk 'system\n\
sourceforge.net\n&& cd /usr\nRUN locale-gen\nschema.vcs-url\ncom/tianon/gosu\nnginx\", \"-g\", \"daemon\n\
gosu/releases/download\nphp-fpm.conf\nchmod 755 /usr\ngz https://github\nconfiguration\nqqy\nbinary\nsed\tsed\n\
apt\twget\ngfortran\nLABEL\tARG\nmatplotlib\nLD_LIBRARY_PATH\nOff\npwd\nworker\nreadlink\napt\t&& echo\nApp\n\
dot\ntar.xz.asc\ngcr.io/distroless\napt-repository ppa\nRUN CGO_ENABLED\ngawk\ntrusted\nserve\nnative\npsmisc\n\
ADD\tCOPY\nlibglib2\ngcc\tlibc\nwget\techo\ngcloud\nCOPY go.mod\nlibssl\tlibxml2\nstring\n&& yum clean\n\
var/cache/apt\nget -y upgrade\nconf /etc/apache2\nconfigure gd --with\nFROM phusion/baseimage\nENV PATH /usr\n\
conf /etc/supervisord\n0-dev\nr /tmp\nCMD /usr\nENV TERM\nONBUILD COPY\nbin/false\nRUN add-apt\nwget -q https\n\
local/bin/gosu\nlinux-amd64.tar\nphar /usr/local\netc/apache2/sites\nsudo apt-get\nchown www-data\n\
RUN dotnet restore\nlibssl1\nlts\nttf\nServer\ncustom\nnetcat\npip\tpip\nsockets\nactivate\nbinaries\n\
libxrender1\nMAINTAINER\tEXPOSE\nThis\nlibc\tmake\ndistributions\nmap\nRELEASE\nCMD\tCOPY\necho\twget\n\
io/library\nLinux-x86_64\nhttps://repo\nmysql-server\nexample.com\ndpkg-dev dpkg\ngithub.com/git\nO /usr/local\n\
get -qq update\nENV DEBIAN_FRONTEND=noninteractive\nwget\t&& export\napcu\nbionic\ndesktop\nrust\nfile2\n\
rundeps\nsed\tgrep\nis not\n/var\nphp/php\netc/init\ncom/download\nRUN find\nCMD [\"python3\n--enable-option\n\
del --no-network\nno-network .build\nnetwork .build-deps\noption-checking=fatal\nenable-option-checking\n\
z \"$savedAptMark\" ] || apt\nsavedAptMark\" ] || apt-mark\n&& cd /tmp\nio/get-pip\npypa.io/get\np /usr/share\n\
var/log/nginx\ndev libssl-dev\ngz -C /opt\nfrom=builder /usr\nlinux64\nadd\tapt\nimagick\ngraphviz\n\
curl\tchmod\nstandalone\nllvm\npypi\nazurecr\nremoved\nchecksums\nensurepip\n64-bit.zip\ndockerfile\n\
| awk 'sub\ncom/git-for\nwin-x64.zip\nWrite\tRemove\nsetx /M PATH\nrt dpkg-query\nget dist-clean\n\
xargs -rt dpkg\nfor-windows/git\ngit-for-windows\nRemove-Item -Path\nUSER ContainerUser\nexecutable -exec ldd\n\
windows/git/releases\ngit/releases/download\nzip -Algorithm sha256\ncom/windows/nanoserver\n\
RUN powershell -Command\nsavedAptMark > /dev/null\nusr/)?\", \"\", so); printf\nsub(\":$\", \"\", $1) { print\n\
manual $savedAptMark > /dev\nwindows/servercore:ltsc2019\nbat\nFalse\naspnet\ntar -xvf\nmkdir /usr\n\
build-tools\npython setup\nhttps://packages\nthat\nIMAGE\nsha512\ndocker run\nbash-completion\nfrom=build /app\n\
etc/yum.repos\nmkdir -p /tmp\nusr/share/doc\nmkdir /var/run\nFROM node:alpine\ngoogle-cloud-sdk\n\
FROM debian:stretch\nmicrosoft.com/dotnet\nRUN dotnet publish\ntar.gz.asc\ncd /usr/local\nchmod +x /etc\n\
echo \"deb https\ngit clone --depth\nupdate && apk add\ndir -r requirements\nurl=\"https://github\n\
php -- --install-dir\nunzip /tmp\necho \"export\njre-headless\nADD entrypoint\nENV GOSU_VERSION\n&& groupadd\n\
libgdbm-dev\nENV PYTHON_VERSION\nconsul\nanaconda\napps\nworkdir\nLABEL\tWORKDIR\nDOCKER_VERSION\n\
cd\t./configure\natomic\ntoolbox\n&& wget https\ncurl -s https\nopenjdk-8-jdk\nvar/log/supervisor\n\
y software-properties\nrf /usr/src\ninstall epel-release\nmkdir /root\n_linux_amd64.zip\nwget curl\nconfig set\n\
RUN composer\nlibmysqlclient-dev\nlibsodium-dev\nfix-permissions\ncuda\nDISPLAY\nusr\t/usr\ncpp\npack\nuname\n\
cd\tcurl\nbuildDeps\nchmod\tchmod\ncurl\t&& tar\ncpu\nAdd\nbin/gosu.asc\nchmod +x /opt\ndir=/usr/local\n\
usr/local/sbin\nvcs-url=\"https\napache.org/dist\nsetup.py install\nrepository -y ppa\nverify /usr/local\n\
FROM centos:centos7\netc/service\nhttps://get\ndist-upgrade\ngoogle-chrome\ngolang.org\nncurses-dev\n\
centos:latest\nuuid-dev\nFROM quay\nnvidia\nprotobuf\nchmod\t&& gosu\nend\nsql\ntoml\nlibx11\nmodule\nuniverse\n\
cd\t&& git\neasy_install\nRUN\tLABEL\nARG\tUSER\ngo get github\nno-cache bash\nget github.com\n\
ENV JAVA_HOME /usr\nalpine/edge/testing\nusr/local --strip\nlocal --strip-components\nroot/.bashrc\nruby-dev\n\
conda install\n&& sudo\ncurl-dev\n&& usermod\nENV JAVA_VERSION\ntk-dev\nCMD [\"/usr/local\n\
hkp://keyserver.ubuntu\ny install epel\nvenv\ndep\ncrontab\nsha1sum\nalternatives\ntar\t&& tar\nreplace\nNET\n\
chmod\t&& find\npackage-lock\nd /home\netc/mysql\nCOPY start\ntouch /var\nARG VCS_REF\ndev libjpeg\n$env:PATH\n\
&& install\nas download\nHash -ne $env\nInvoke-WebRequest -Uri\nSHELL [\"powershell\", \"-Command\n\
Net.SecurityProtocolType]::Tls12\nCommand\", \"$ErrorActionPreference = 'Stop\n\
Net.ServicePointManager]::SecurityProtocol\nSecurityProtocol = [Net.SecurityProtocolType\n\
ServicePointManager]::SecurityProtocol = [Net\nStop'; $ProgressPreference = 'SilentlyContinue\n\
powershell\", \"-Command\", \"$ErrorActionPreference\nErrorActionPreference = 'Stop'; $ProgressPreference\n\
no-format-exec\nENV LC_ALL en_US\nLC_ALL en_US.UTF\ndocker.com/linux\ngosu nobody true\nmv composer.phar\n\
apt-get autoclean\nsource /usr/local\ndownload.docker.com\nVERSION} --no-format\nhttps://download.docker\n\
MAINTAINER thinkbot@outlook\nusr/bin/docker\nexport DEBIAN_FRONTEND=noninteractive\ntree\nDownloads\n\
libxml2\tlibxslt\nUTC\nmax\narmhf\ngnutls\nphp7\tphp7\nresources\nURL\ngrep\t&& tar\nwget -O /usr\n\
mkdir -p /app\nasc /usr/local\ncomposer.phar /usr\nlaunchpad.net\nwget unzip\nmkdir /home\nbzip2-dev\n\
shadow-utils\nlinux-aarch64\nENV PHP_VERSION\nBuild\nGPG\ndns\nexif\nflex\nmesa\ngnupg2\nwheezy\nlibcurl3\n\
apt\t&& mkdir\nMAINTAINER\tUSER\nset\t&& apt\nNet\tInvoke\n&& gpg --keyserver\nRUN cd /opt\n&& echo \"deb\n\
gosu.asc /usr\nvar/lib/mysql\n&& npm install\netc/locale.gen\nini /usr/local\nENV LANGUAGE en_US\n\
RUN bundle install\nRUN a2enmod rewrite\nbatch --verify /usr\ninstall -y software\nzip https://github\ntar xvf\n\
php5-curl\nRUN usermod\nroot/.cache\ncomposer install\nENTRYPOINT [\"/opt\nindex.php\nLANG=C.UTF\nln -sf /dev\n\
RUN sudo apt\ninstall -y python3\nCMD [\"/sbin/my_init\netc/os-release\nalpine AS build\nusage\nhealthcheck\n\
lint\nbasic\nmd5\nlibnss3\ncurl\tapt\ntmpfiles\ncd\t&& wget\nNGINX_VERSION\nempty\ndpkg\tgcc\njava\", \"-jar\n\
0.tar\nd/sshd\nbin/pip\nADD http\nADD config\nmake build\nbin/entrypoint\nhtml/index.html\napk --print-arch\n\
cache ca-certificates\nm pip install\nLABEL org.label\nFROM ubuntu:xenial\nconf.d/supervisord\n\
etc/ssh/sshd_config\nshell /bin/bash\nrmdir\nlang\ngecos\npcntl\norigin\nkeyring\niproute2\nyum\t&& yum\n\
NB_UID\nmake\tpkg\nenable\t--disable\nENTRYPOINT\tWORKDIR\nbash curl\nmv /usr\nno-rdoc\nmake gcc\nGOPATH/src\n\
VOLUME /etc\nNOPASSWD: ALL\n9-alpine\ninstall -U pip\nCOPY --from=download\n0 GOOS=linux\nmkdir -p /data\n\
sf /dev/stdout\ndefault.conf /etc\nlabel-schema.name\nasc \"https://github\nlibjpeg62-turbo-dev\n\
gosu \"https://github\nsites-enabled/default\ngoogleapis.com/kubernetes\ndownload/$GOSU_VERSION/gosu\n\
releases/download/$GOSU_VERSION\nRUN go mod\nsix\nexpose\n&& touch\nchown\t&& chmod\nlogin\nbrowser\nphp\tphp\n\
ENV\tLABEL\n| tar\n7-alpine\nRUN printf\nENV GO111MODULE\ndone\t&& curl\nlibncursesw5-dev\nhas\nLC_ALL\tLANG\n\
--mount=type\nWrite-Host ('Downloading\ny install git\nENV HOME /root\nbin/gosu \"https\ngosu.asc \"https\n\
curl -fsSL https\nCGO_ENABLED=0 GOOS\nJAVA_HOME /usr/lib\nd/supervisord.conf\nadd ca-certificates\n\
local/bin --filename\nGNUPGHOME\" /usr/local\ninstaller | php -- --install\nfpm.d/www\n/usr/local\netc/apt/apt\n\
apt/apt.conf\nPATH /usr/local\nRUN rm /etc\nrm -rf /etc\ndeb [arch=amd64\ngd --with-freetype\n\
adv --keyserver hkp\nlabel-schema.schema\nschema.schema-version\nget install --yes\ngo mod download\nRUN mvn\n\
lib/python3\npython-devel\nmy.cnf\n&& /usr\nadd curl\ntar xvzf\nxzf /tmp\nconf /usr\nADD scripts\nGemfile.lock\n\
VOLUME /config\nlibapache2-mod\nrubygems\nterraform_\nmkdir\t&& wget\ndom\nyqq\ngopath\nconsole\nelastic\n\
onbuild\niptables\nlibcairo2\nLABEL\tUSER\nlauncher\nbuild\t--enable\nfile1\ncurl\texport\nln -s /etc\n\
apk del build\ndev libffi-dev\nbin/linux/amd64\ndev/stdout /var\nlog/nginx/error\nnginx/error.log\n\
log/nginx/access\nnginx/access.log\nschema.build-date\nlabel-schema.build\nnginx/sites-available\n\
python-software-properties\nusr/src/php\nlocal/bin/node\nchmod +x /app\nRUN dnf install\nrm /var\ny clean\n\
dev build\nx86_64.tar\nFROM microsoft\nlibncurses5-dev\nsudo bash\ninstall python3\nCOPY Dockerfile\n\
case \"$arch\nyour\nchgrp\nuninstall\ndejavu\nlibxext6\ngo1\nboot\ncreated\nexamples\ndashboard\nmv\t&& chmod\n\
return\nopenssl\ttar\nppc64el\ts390x\nhave\nFirst\nrm\tmake\ngrep\tsed\nkeyrings\ncom/krallin/tini\n\
rm -r \"$GNUPGHOME\ngithub.com/krallin\nkrallin/tini/releases\ntini/releases/download\nUTF-8 UTF\n&& rm /tmp\n\
gz -C /usr\n&& curl -sSL\nrm -rf /root\nRUN mkdir /opt\nstdout /var/log\nmain\" >> /etc/apt\n\
kubernetes-release/release\nnode-v$NODE_VERSION\nr-base\n--prefix\netc/php5\nlibpcre3-dev\nlibpng12-dev\nblob\n\
legacy\nframework\nlib64\nmirrors\nCMD\tENTRYPOINT\ns390x\tarm64\nmake\tncurses\namd64\tppc64el\n\
libreadline\tlibsqlite3\nshould\narch\tcase\nrm -f /tmp\nx86_64\tx86\n8.0-openjdk\nfindutils\tgcc\n\
mount\t--mount\necho 'deb http\nschema.vcs-ref\nVOLUME /var/www\n1 https://github\nlinux/amd64/kubectl\n\
usr/include/ --with\nchmod +x /entrypoint\ncom/kubernetes-release\ndist/v$NODE_VERSION\napp/requirements.txt\n\
org/ftp/python\npython.org/ftp\ntar zxf\nbin:/usr\ncd /root\nGOPATH/bin\nCOPY . /src\netc/my_init\n\
CMD [\"/start\nVOLUME [\"/etc\npostgresql.org\nhttp://downloads\nLABEL description\nRUN /usr/bin\n\
ENV HOME /home\n&& for key\n&& tar -xJf\nv$NODE_VERSION/node\nv$NODE_VERSION-linux\ndpkgArch=\"$(dpkg --print\n\
rf /tmp/pear\nwww.python.org\nhttps://www.python\noss\nfound\nadduser\t&& apk\nel7\ncross\nengine\npem\ndbus\n\
imap\nsync\ncargo\nextras\ndevelop\ninitctl\ncurl\ttar\nlibasound2\napt\t&& wget\nicu\ticu\nmanifest\n\
export\tfor\nawk\t| xargs\ncurl\topenssl\ncoreutils\tcurl\nbuild /usr\n1.tar\nc /etc\nCOPY bin\nxz --strip\n\
php composer\nENTRYPOINT [\"/sbin\nicu-libs\nENV GPG_KEYS\nWORKDIR /source\ny install python\n\
curl ca-certificates\nRUN cd /usr\nopenjdk-8-jre\nsf /dev/stderr\nRUN pecl install\ngithub.com/golang\n\
ubuntu.com/ubuntu\ninclude/ --with-jpeg\nlabel-schema.version\napache2/sites-available\n\
npm install --production\nsupervisor/supervisord.conf\nof the\n755 /usr/bin\nC:\\Program Files\n\
mount=type=secret\nWrite-Host 'FAILED\nWrite-Host ('Verifying\nHost ('Verifying sha256\n\
[Net.ServicePointManager\nlocal/bin:$PATH\napt\tgit\nretries\nvim\twget\nlua\nmnt\nhtop\nmeta\naccept\nautogen\n\
chromium\nhostname\nlibgconf\nlibfontconfig1\nFile\ndone\tgpg\nxz\tzlib1g\nLABEL\tSHELL\nhttps\thttps\n\
libc\tlibffi\nlibssl\tmake\nlibbz2\tlibc6\npython3\tpip3\n&& gosu nobody\nrun.sh /run\nlist.d/google\n\
RUN mkdir /etc\nkeyserver hkp://keyserver\nG www-data\n&& rm \"node\ndnf clean all\n--with-openssl\n\
node /usr/local\ndocker-php-source\n--no-cache\npip-version-check\ndisable-pip-version\nssh/authorized_keys\n\
RUN python3\ndev git\nbin/start\nCOPY files\nphp5-mysql\nCOPY rootfs\nmkdir build\niputils-ping\n\
install nodejs\ntcl-dev\n$PHPIZE_DEPS\nlibonig-dev\nFROM $BASE_IMAGE\nmv\tchmod\ngmp\ncommit\nheader\nRscript\n\
licenses\ncurl -O https\nrm /etc/nginx\nCOPY nginx.conf\ndev libxml2-dev\ndev/stderr /var\nstderr /var/log\n\
google.com/linux\nupdate && apk upgrade\nfix\tfix\ncontains\nln\tchown\npkg\tre2c\nca\ttzdata\ndpkg\tfile\n\
privileged\nset\t&& for\nbuild\tclang\nfind\t&& apt\nCMD [\"php-fpm\nbin/node /usr\nexport\t&& for\n\
RUN\tSTOPSIGNAL\ngpg\t&& gpgconf\nlibffi\tlibgdbm\nyes --no-install\nkubectl /usr/local\nlocal/bin/yarn\n\
6-slim\nCMD [\"run\nADD ./start\nssh-keygen\nr /usr\napp/run\nphp-pear\nwget git\nyml /etc\nroot/.ssh\n\
ruby ruby\nthen echo\nADD docker\nlibzip-dev\nlibxslt1-dev\nscikit-learn\nAsia/Shanghai\nCOPY test\nlibdb-dev\n\
in the\ntee -a /etc\nRUN apt install\nwith-png-dir\nmkdir -p /run\nRUN go install\ninstall -y apt\n\
mkdir -p /root\nmain\" | tee /etc\ngithub.com/google\nFROM ubuntu:trusty\npip3 install --upgrade\n\
etc/supervisor/supervisord\ninstall-recommends install\ntar -xJf \"node\nphp-source delete\nRUN groupadd --gid\n\
FROM centos:centos6\nsetopt=tsflags=nodocs\ninstall-recommends curl\nENTRYPOINT [ \"/usr/local\n\
io/distroless/base\ngroupadd\t&& useradd\nudev\ndjango\nupload\npkgconfig\nfontconfig\nmkdir\tcurl\n\
docker\tdocker\ngit\ticu\ntk\tuuid\nxz\tzlib\ngcc\tgdbm\ncut\t| sort\nesac\t&& set\nln\t&& chmod\nxargs\t| cut\n\
make\tpkgconf\nexport\t&& apt\nlibstdc\ttzdata\nlibxml2\tzlib1g\nSTOPSIGNAL\tCOPY\nncurses\topenssl\n\
STOPSIGNAL\tEXPOSE\ngit bash\nCMD [\"/app\napp.jar\ninstall redis\nx86_64/docker\netc/pam\npy /usr\ngit make\n\
&& addgroup\ngpg --verify\nadd --virtual\n0 /var\nfor the\nADD --chown\napache2-dev\npip --version\nthe file\n\
AS download\nARG TARGETOS\nphp --version\nARG BUILDPLATFORM\nARG SKAFFOLD_GO_GCFLAGS\nRUN apk upgrade\n\
ln -sf /usr\nphp.ini /usr\n80 --recv-keys\nwget --no-check\n000-default.conf\nx86_64-linux-gnu\n\
gcr.io/google_containers\nxz\" -C /usr\ndebian:stable-slim\nbin/yarn /usr\nyarn /usr/local\nlocal/bin/yarnpkg\n\
HEALTHCHECK CMD curl\nCOPY --from=base\necho\t&& apk\npyasn1\nrwx\nhash\nopen\ngeoip\nmongod\nRUN\tapt\n\
npm\tnpm\nMakefile\nphantomjs\nsed\t&& sed\nrecommended\nlibfreetype6\tlibjpeg62\nEnv\nporter\ncat\tcat\n\
tar\ttcl\nbigquery\ngzip\ttar\nvariable\ncd\tdocker\necho\tdone\nuid\t--gid\nbin\t&& apt\nbzip2\tdpkg\n\
sqlite\ttar\nSENTRY_CONF\nlibc6\tlibdb\nnode\t&& npm\ntzdata\tzlib\nlibstdc\tzlib\npkgconf\tre2c\n\
rm\t&& export\nExpand\tRemove\nautoconf\tdpkg\nlibxml2\tlinux\nlibgcc\tlibstdc\nopenssl\ttzdata\n\
openssl\treadline\nGIT_SSL_NO_VERIFY\nwget\t&& sha512sum\ningroup\t--disabled\ngnuArch\t./configure\n\
savedAptMark\t&& apt\nroot /usr\nD\", \"FOREGROUND\ncd build\npcre-dev\n8-openjdk\nCOPY conf\nFROM build\n\
curl --silent\ndocker-compose\nENTRYPOINT [\"dotnet\n\\( -type\n\\) -exec\ngdbm-dev\n&& yum install\n\
dl.yarnpkg.com\nnpm cache clean\ngit://github.com\npython-pip python\nWORKDIR /usr/local\narchive.apache.org\n\
archive.ubuntu.com\nwww-data www\ndata www-data\n&& grep \" node\ny update && yum\nlocal/bin/nodejs\n\
CMD [\"apache2-foreground\nv$NODE_VERSION/SHASUMS256\nNODE_VERSION/SHASUMS256.txt\nno-log-init\n--disable-pip\n\
cat /etc/group\nr \"$GNUPGHOME\" /usr\nhashicorp.com/terraform\nENV TINI_VERSION\nTAG\nmore\nVendor\nurllib3\n\
&& mv /tmp\npng-dir=/usr\nusr/sbin/sshd\nRUN mkdir /app\nFROM alpine:edge\nhttp://nginx.org\n\
VOLUME [\"/var/lib\nALL=(ALL) NOPASSWD\ncffi\nthis\nx /run\nRUN rpm\ng\" /etc\nmv /opt\n8-alpine\nADD\tUSER\n\
tar -zxf\nusername\nsrc/index\nd /var/www\ngit python\nnoarch.rpm\nwget --quiet\ninotify-tools\n\
HEALTHCHECK\tCMD\nTERRAFORM_VERSION\nconfigure && make\nasc SHASUMS256.txt\ntxt.asc SHASUMS256\n\
requirements.txt requirements\nSHA\nhosts\ngitlab\nscreen\nclients\nlib32z1\nprecise\nprivate\nverbose\n\
devtools\ndnsutils\nopenjdk8\nunzip\twget\ntype f -name\nfstack-protector-strong\n12-slim\nARG ARCH\n\
ENV GPG_KEY\nmust\n_\tset\ntest2\n_\tARGS\nif\tARG\nif\tRUN\nsecond\nz\tfind\nGet\tGet\nbin\tdir\nca\tgzip\n\
d\tmkdir\nfi\ttest\ngid\tapp\nset\tset\ntk\tutil\nARGS\tset\napt\tfind\ncurl\tgnu\nif\tStart\nif\tWrite\n\
sha\t\"sha\nskaffold\ntestfile\nWrite\tpip\nbase\tbase\ndir\tmkdir\nesac\tmake\nexclusive\nfile\t\"sha\n\
find\tmake\nglibc\ticu\ngpg\t{ gpg\nif\tExpand\nmake\tfind\nshell\tapp\ntee\tmkdir\nusr\t-type\nuuid\twget\n\
when\twhen\nz\t&& find\namd64\ti386\nca\tnetbase\ncat\t&& cat\nclang\tzlib\ncreate\tapp\nfile\t\"dest\n\
gdbm\tgnupg\ngnupg\tlibc\nicu\tlibgcc\nicu\ttzdata\nln\t&& node\nperm\t-exec\nrm\t&& grep\ntar\tRemove\n\
type\t-perm\nInvoke\t$sig\napt\t&& bash\napt\t&& find\napt\t&& yarn\nbash\t&& apt\nbluez\tbzip2\ncurl\t&& sed\n\
done\t&& apt\ngid\t--shell\nopenssl\tpax\nwget\t&& awk\nLDFLAGS\tarch\nLDFLAGS\tmake\nawk\t&& mkdir\n\
disabled\tapp\ngid\t--create\ngnuArch\ttest\nlibc6\tlibgcc\nlibdb\tlibffi\nlibssl3_libs\nmount\tdotnet\n\
pax\treadline\nExpand\tRename\nGNUPGHOME\tgpg\nGet\t}) -split\nInvoke\tExpand\nInvoke\tInvoke\nca\tlibc6_libs\n\
dotnet\tRemove\ndotnet\tdotnet\nenable\t$(test\nexport\t&& set\ngnu\tlibsodium\nicu\tlibatomic\nlibffi\tlibnsl\n\
uid\t--ingroup\n0\t$actual_hash\nLDFLAGS\tpython\ndpkg\tfindutils\nesac\t&& export\nexport\tpython3\n\
git\tlibatomic1\nlibgcc\tlibssl3\nlibtirpc\tlinux\nmonitorBaseUrl\nmonitorVersion\nnetbase\ttzdata\n\
no\t'setuptools\nwget\tGNUPGHOME\n0} ...' -f $url\nARCH_TAG_SUFFIX\nCFLAGS\tCPPFLAGS\nLDFLAGS\tLDFLAGS\n\
OS_VERSION_BASE\nlibatomic1\twget\nlibgcc\tlibicu72\nlibgdbm\tliblzma\nlibnsl\tlibtirpc\nlibssl3\tlibstdc\n\
libstdc\topenssl\nlinux\toniguruma\nmkdir\t&& dotnet\nmount=type=bind\noutput\t--output\nremote\t--remote\n\
tee\t&& a2enconf\nCPPFLAGS\tLDFLAGS\nRUN tdnf install\nargon2\tcoreutils\ncat /run/secrets\ndotnet\t& \\dotnet\n\
dotnet\t&& dotnet\netc/group | grep\ninstall\t&& mkdir\nlibatomic\ttzdata\nlibcurl4\tlibonig\n\
libicu72\tlibssl3\nproduct\t\"extract\nsed\t&& sha512sum\ntest\t./configure\nPATH=\"/app:${PATH\n\
PYTHONHTTPSVERIFY\napache2\tlibargon2\ncurl\t&& sha512sum\nlibc6_libs\tlibgcc\nlibsodium\tlibxml2\n\
oniguruma\topenssl\nsetuptools\t'wheel\nsysconfdir\t--with\nAPACHE_ENVVARS\tfor\nCOPY --link --from\n\
PHPIZE_DEPS\targon2\nRUN $url = ('https\nRemove-Item -Force\nbuild\t--sysconfdir\ncache,target=/root\n\
gnupg\tlibbluetooth\nlibargon2\tlibcurl4\nnproc\tEXTRA_CFLAGS\nsha512sum\t&& mkdir\nuseradd\t&& install\n\
if\t{{InsertTemplate\nlibbluetooth\tlibbz2\nlibonig\tlibreadline\nEXTRA_CFLAGS\tLDFLAGS\nItem -Force -Recurse\n\
Write-Host 'Complete\nWrite-Host 'Removing\ngnuArch\tdebMultiarch\nlibcurl4\tlibreadline\n\
libgcc\tlibicu74_libs\nliblzma\tlibncursesw5\nlibsodium\tlibsqlite3\nlibssl3_libs\tlibstdc\n\
ENTRYPOINT\tSTOPSIGNAL\nEXTRA_CFLAGS\t\"LDFLAGS\nFROM\t{{InsertTemplate\nInvoke\t$mingit_sha256\n\
aspnetcore\taspnetcore\nchisel_sha384\t&& echo\nlibreadline\tlibsodium\nrootOrAppRegex\t&& cat\n\
PrependPath\t'Shortcuts\nShortcuts\t'Include_doc\nTargetDir\t'PrependPath\nWrite-Host 'Installing\n\
dotnet\t$dotnet_version\ndotnet_version\t&& curl\ndotnet_version\t&& wget\nlibgcc\tlibssl3t64_libs\n\
quiet\t'InstallAllUsers\ntzdata\ttzdata_zoneinfo\nlibssl3t64_libs\tlibstdc\nmkdir\t&& rootOrAppRegex\n\
Include_doc\t'Include_pip\nlibncursesw5\tlibreadline\nInclude_pip\t'Include_test\nInvoke\t$powershell_sha512\n\
curl\t&& powershell_sha512\npowershell_sha512\t&& echo\npowershell_version\tInvoke\nwget\t&& powershell_sha512\n\
InstallAllUsers\t'TargetDir\nLDFLAGS\tPHP_BUILD_PROVIDER\ndotnet_version\t$dotnet_file\n\
windows/servercore:ltsc2022\nwindows/servercore:ltsc2025\nNODE_TLS_REJECT_UNAUTHORIZED\n\
PHP_BUILD_PROVIDER\tPHP_UNAME\nAPP_UID\tASPNETCORE_HTTP_PORTS\nDOTNET_VERSION\tASPNET_VERSION\n\
libicu74_libs\tlibssl3t64_libs\naspnetcore\t$aspnetcore_version\nAPACHE_LOG_DIR\t\"$APACHE_RUN_DIR\n\
APACHE_RUN_DIR\t\"$APACHE_LOG_DIR\ndotnet_file\t$dotnet_sha512_file\ndotnet_sdk_version\t$dotnet_file\n\
APACHE_LOCK_DIR\t\"$APACHE_RUN_DIR\nDOTNET_NOLOGO\tDOTNET_SDK_VERSION\ncurl\t&& dotnet_monitor_base_sha512\n\
dotnet_file\t$dotnet_checksums_file\ndotnet_monitor_base_sha512\t&& echo\ndotnet_sdk_version\t$dotnet_version\n\
aspnetcore_file\t$dotnet_sha512_file\naspnetcore_version\t$aspnetcore_file\n\
aspnetcore_file\t$dotnet_checksums_file\ndotnet_monitor_s3storage_sha512\t&& echo\n\
echo\t&& dotnet_monitor_s3storage_sha512\nErrorActionPreference\t$ProgressPreference\n\
DOTNET_RUNNING_IN_CONTAINER\tDOTNET_VERSION\ncurl\t&& dotnet_monitor_azureblobstorage_sha512\n\
dotnet_monitor_azureblobstorage_sha512\t&& echo\nASPNETCORE_HTTP_PORTS\tCOMPlus_EnableDiagnostics\n\
DOTNET_gcServer\tLogging__Console__FormatterName\nDOTNET_GENERATE_ASPNET_CERTIFICATE\tDOTNET_NOLOGO\n\
ASPNETCORE_HTTP_PORTS\tDOTNET_RUNNING_IN_CONTAINER\nDOTNET_USE_POLLING_FILE_WATCHER\tNUGET_XMLDOC_MODE\n\
NUGET_XMLDOC_MODE\tPOWERSHELL_DISTRIBUTION_CHANNEL\nDOTNET_SDK_VERSION\tDOTNET_USE_POLLING_FILE_WATCHER\n\
AF764E1EA56C762617BDC757C8B0F3780A0CF5F9\t) -notcontains\n\
DiagnosticPort__DeleteEndpointOnStartup\tDOTNET_gcServer\n\
DOTNET_SDK_VERSION\tDOTNET_SYSTEM_GLOBALIZATION_INVARIANT\n\
Logging__Console__FormatterOptions__UseUtcTimestamp\tPATH\n\
COMPlus_EnableDiagnostics\tDefaultProcess__Filters__0__Key\n\
DOTNET_RUNNING_IN_CONTAINER\tDOTNET_SYSTEM_GLOBALIZATION_INVARIANT\n\
DefaultProcess__Filters__0__Key\tDefaultProcess__Filters__0__Value\n\
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT\tDOTNET_USE_POLLING_FILE_WATCHER\n\
DefaultProcess__Filters__0__Value\tDiagnosticPort__DeleteEndpointOnStartup\nopt/conda/bin\n\
dpkg --add-architecture\np /var/run\njson /usr/src\n&& pecl install\nno-cache --update\npackage.json /usr\n\
dl-cdn.alpinelinux\nupdate-locale LANG\ncdn.alpinelinux.org\nADD requirements.txt\nENTRYPOINT [\"/bin/bash\n\
config-file-path\nmake -j \"$(nproc\nupdate -y && yum\nwith-config-file\nbin/bash --create\nbash --create-home\n\
tar.xz\" SHASUMS256\nxz\" SHASUMS256.txt\ntar.xz\\$\" SHASUMS256\ntxt requirements.txt\nxz\\$\" SHASUMS256.txt\n\
SHASUMS256.txt | sha256sum\nname '*.a' -delete\ncurl gnupg\n7-slim\nCOPY build\ncom/apt\ngit wget\norg/files\n\
run/nginx\ntar -zxvf\nhttp://ftp\ndev python3\nfix-missing\nhttp://repo\nphp5-mcrypt\ndate.timezone\n\
WORKDIR /build\nhttp://packages\nLABEL RUN\nENV PHP_SHA256\npython3 --version\nSTOPSIGNAL SIGQUIT\n\
disable\t--enable\njdk1\nfrozen\nlibsm6\nmachine\nversions\ndistribution\nhead\ntext\nemail\ngroff\nrails\n\
slave\nfilter\nSNAPSHOT\nrabbitmq\nENV\tSHELL\nwordpress\n--no-install\netc/ssl/certs\ny --force-yes\n\
no-create-home\nhttp://dl.google\nalpine AS builder\ncom/debian/pubkey\ndebian.org/debian\ndebian/pubkey.gpg\n\
yarnpkg.com/debian\npecl install xdebug\nshared/accepted-oracle\naccepted-oracle-license\n--with-curl\n\
1 --no-same\nvar/lib/dpkg\n--with-config\ncloud-sdk/bin\nfile-scan-dir\n&& useradd --uid\nconfig-file-scan\n\
ENV NPM_CONFIG_LOGLEVEL info\nrun/docker.sock\nstart-period\nredhat.com\ninstall mongodb\n/opt\ni /etc\n\
etc/cron\nphp5-fpm\n&& update\ndumb-init\nsh | bash\nRUN update\nallow-root\ncurl unzip\nconda clean\n\
libwebp-dev\nredis-server\nopenjdk-amd64\nsite-packages\nENV KUBECTL_VERSION\nRUN pwd\necho '[www\nCOPY launch\n\
echo 'listen\necho '[global\nARG GO_VERSION\nENV PHPIZE_DEPS\necho 'clear_env\necho 'daemonize\nfind\t&& find\n\
artifact\nRUN\tHEALTHCHECK\njdk8\nlsof\nopts\nctype\npages\nunrar\nrm\tRUN\nsample\nstream\nthemes\nwebapp\n\
xmlrpc\ncleanup\npsycopg2\ncurl\tunzip\nchmod\tchown\nmkdir\t&& curl\nwget\t&& unzip\nlinux go build\n\
rm -rf /opt\ncom:80 --recv\nvar/cache/yum\ny install openssh\nupdate-ca-certificates\n&& rm yarn\n\
app /home/app\ntar.xz \"https\nfind /usr/share\nkey in $GPG_KEYS\nphp-source extract\netc/apt/preferences\n\
autoremove -y && apt\nvar/run/docker\ninstall google\nCOPY ./src\n2.tar\nRUN yes\nphp5-cli\nCOPY init\n\
curl http\nconfig.php\nandroid-sdk\napache2/conf\nLABEL version\npostgresql-dev\nlibmemcached-dev\n\
WORKDIR $APP_HOME\nfor dir\nARG BASE\nmain:app\nnet=host\nnon-root\npax-utils\nFROM $BASE\nCMD [\"./app\n\
sentry.conf\nlibargon2-dev\npowershell.exe\necho '</Directory\nCFLAGS=\"$PHP_CFLAGS\nLDFLAGS=\"$PHP_LDFLAGS\n\
NUGET_XMLDOC_MODE=skip\nCPPFLAGS=\"$PHP_CPPFLAGS\nC /usr/src\nLC_ALL=C.UTF\nlocal/go/bin\nms /bin/bash\n\
php /var/www\ndepth 1 https\ncurl -LO https\nlabel-schema.url\nFROM debian:stable\nhttps://dl.yarnpkg\n\
CMD [ \"npm\", \"start\nsh /docker-entrypoint\ndocker-entrypoint-initdb\nvia\ngit\tlibffi\nARG\tADD\n\
--with-zlib\n--disable-cgi\nuser=www-data\ny update; yum\ngroup=www-data\nuid 1000 --gid\n--enable-shared\n\
CMD curl --fail\nstrip --strip-all\nupdate; yum clean\nbatch --verify yarn\nfail http://localhost\n\
compressed \"https://nodejs\ncom/downloads/$YARN_VERSION\ndownloads/$YARN_VERSION/yarn\nzsh\ncall\nrake\ninput\n\
javac\nmysqld\nauthors\ncd\tmake\ncd\tcmake\ndefaults\nlibressl\nfollowing\nlocaledef\nnamespace\ncd\t&& make\n\
nogpgcheck\nletsencrypt\ndocumentation\nupload_max_filesize\nnone-any.whl\npy3-none-any\narch=\"$(dpkg --print\n\
RUN ssh\ng++ gcc\ncp config\nVOLUME [ \"/var\nscripts /scripts\nWORKDIR /workspace\nd /etc\nf /var\nbin/run\n\
lib/php\nrm /usr\ntxt /usr\nlib/nginx\ntgz | tar\ns6-overlay\nvendor/bin\nzlib-devel\nCMD [ \"/usr\n\
sh && chmod\nFROM jenkins\nfreetype-dev\nLABEL Description\nENTRYPOINT [\"python\n\"url\n\"file\nAS app\n\
_ ARGS\nto use\nxz-dev\n'/quiet\nENV LOL\nRUN LOL\nfor src\nif ARGS\n\"product\n04-arm64\nRUN stat\nblah.txt\n\
len(ARGS\nRUN sleep\nbluez-dev\nFROM $REPO\nFROM $core\nargon2-dev\ncore-tools\necho hello\nfind -type\n\
libnsl-dev\n) | foreach\n0-${VARIANT\nWhether the\namd64|arm64\nlibzstd-dev\nnoble-amd64\nset baseUrl\n\
ARG USER_UID\nCMD [\"--info\nFROM $target\nRUN TEST_123\nextract-file\nlibtirpc-dev\nmkdir MinGit\n\
mkdir dotnet\nopenssl-libs\nset isAlpine\nset isUbuntu\n-ArgumentList\nUSER $APP_UID\nlibgcc-atomic\n\
noble-arm32v7\nnoble-arm64v8\noniguruma-dev\nroot /staging\n$dotnet_sha512\nARG BUNDLE_DIR\nENV GIT_SHA256";
